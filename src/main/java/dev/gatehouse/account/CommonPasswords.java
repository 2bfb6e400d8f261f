package dev.gatehouse.account;

import dev.gatehouse.platform.resource.PackagedFile;
import jakarta.enterprise.context.ApplicationScoped;
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
        this.words = PackagedFile.text(RESOURCE).lines().collect(Collectors.toUnmodifiableSet());
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
}
