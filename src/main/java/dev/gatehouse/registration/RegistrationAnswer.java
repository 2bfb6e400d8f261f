package dev.gatehouse.registration;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.account.AccountView;
import dev.gatehouse.account.Session;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a registration.
 *
 * @param account the new account
 * @param session the client's session; none for a reseller
 */
@Schema(name = "RegistrationAnswer")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RegistrationAnswer(AccountView account, @Nullable Session session) {}
