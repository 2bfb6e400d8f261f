package dev.gatehouse.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to a sign-in. */
@Schema(name = "SignedIn")
public record SignedIn(AccountView account, Session session) {}
