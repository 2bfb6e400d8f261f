package dev.gatehouse.platform.startup;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code GATEHOUSE_SECRET} and the one before it must be. The values never show in a problem. */
final class SecretRules {
    private static final int MIN_BYTES = 32;
    private static final String REMEDY =
            "set it to base64 of at least " + MIN_BYTES + " random bytes (openssl rand -base64 32)";

    private SecretRules() {}

    static Stream<String> problems(Optional<String> current, Optional<String> previous) {
        List<String> problems = new ArrayList<>();
        byte[] now =
                current.map(text -> check("GATEHOUSE_SECRET", text, problems)).orElse(null);
        if (current.isEmpty()) {
            problems.add("GATEHOUSE_SECRET is missing: " + REMEDY);
        }
        byte[] before = previous.map(text -> check("GATEHOUSE_SECRET_PREVIOUS", text, problems))
                .orElse(null);
        if (now != null && before != null && Digests.same(now, before)) {
            problems.add("GATEHOUSE_SECRET_PREVIOUS is the same as GATEHOUSE_SECRET: remove it, or make a new secret");
        }
        return problems.stream();
    }

    private static byte @Nullable [] check(String name, String text, List<String> problems) {
        byte[] bytes;
        try {
            bytes = Keyring.decode(text);
        } catch (IllegalArgumentException e) {
            problems.add(name + " is not base64: " + REMEDY);
            return null;
        }
        if (bytes.length < MIN_BYTES) {
            problems.add(name + " is too short (" + bytes.length + " bytes): " + REMEDY);
            return null;
        }
        if (new java.math.BigInteger(1, bytes).bitCount() < MIN_BYTES) {
            problems.add(name + " is not random: " + REMEDY);
            return null;
        }
        return bytes;
    }
}
