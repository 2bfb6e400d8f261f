package dev.gatehouse.account;

import dev.gatehouse.platform.web.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code POST /sessions}: one answer and one hash for every cause of failure. */
@ApplicationScoped
class SignIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordAttempts attempts;
    private final Sessions sessions;

    SignIn(Accounts accounts, Passwords passwords, PasswordAttempts attempts, Sessions sessions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /** A session for who knows the password of an account on the address. */
    Uni<SignedIn> signIn(String email, String password, ClientAddress from) {
        EmailAddress address = EmailAddress.parse(email);
        // Something that is no address costs the same hash as an address that nobody has.
        String emailKey = address == null ? email.toLowerCase(Locale.ROOT) : address.key();
        return attempts.attempt(emailKey, from, find(emailKey, password))
                .flatMap(account ->
                        sessions.begin(account.id()).map(session -> new SignedIn(AccountView.of(account), session)));
    }

    private Uni<@Nullable Account> find(String emailKey, String password) {
        return accounts.signInCandidates(emailKey).flatMap(candidates -> {
            List<String> hashes = candidates.stream()
                    .map(account -> Objects.requireNonNull(account.passwordHash()))
                    .toList();
            return passwords.match(hashes, emailKey, password).map(found -> candidates.stream()
                    .filter(account -> found != null && found.equals(account.passwordHash()))
                    .findFirst()
                    .orElse(null));
        });
    }
}
