package dev.gatehouse.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Passwords that guessers try first (NIST SP 800-63B, section 5.1.1.2). The list is bundled; {@code
 * tools/common-passwords} makes it.
 */
@ApplicationScoped
class CommonPasswords {
    private static final String RESOURCE = "passwords/common.txt";
    private static final int FEWEST_DIFFERENT = 3;

    private final Set<String> words;

    CommonPasswords() {
        this.words = load();
    }

    /** Whether the password is on the list, is made of almost no different characters, or is the address itself. */
    boolean isCommon(String password, String emailKey) {
        String word = password.toLowerCase(Locale.ROOT);
        String local = emailKey.substring(0, Math.max(0, emailKey.lastIndexOf('@')));
        return words.contains(word)
                || word.chars().distinct().count() < FEWEST_DIFFERENT
                || word.equals(emailKey)
                || word.equals(local);
    }

    private static Set<String> load() {
        try (InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the class path: " + RESOURCE);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
