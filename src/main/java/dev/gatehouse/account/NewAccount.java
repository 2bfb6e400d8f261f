package dev.gatehouse.account;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a registration says; the facts that an account begins with. */
public record NewAccount(
        UUID id,
        EmailAddress email,
        String phone,
        String country,
        @Nullable String fullName,
        @Nullable String company,
        String locale,
        String passwordHash,
        @Nullable UUID resellerId,
        Account.Registered registered) {}
