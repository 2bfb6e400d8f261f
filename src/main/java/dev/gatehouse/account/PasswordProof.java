package dev.gatehouse.account;

import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Asks a signed-in client for its password once more, before something that a stolen session must not do. */
@ApplicationScoped
public class PasswordProof {
    private final Passwords passwords;
    private final PasswordAttempts attempts;

    PasswordProof(Passwords passwords, PasswordAttempts attempts) {
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /**
     * Fails with {@code 401 credentials-invalid} if it is not the account's password, and counts like a sign-in.
     *
     * @param from from where the client comes, or {@code null} where that is not known
     */
    public Uni<Void> require(Account account, String password, @Nullable ClientAddress from) {
        String hash = account.passwordHash();
        Uni<Boolean> right = hash == null
                ? passwords.hash(account.emailKey(), password).replaceWith(false)
                : passwords.matches(hash, password);
        return attempts.attempt(account.emailKey(), from, right.map(matches -> matches ? Boolean.TRUE : null))
                .replaceWithVoid();
    }
}
