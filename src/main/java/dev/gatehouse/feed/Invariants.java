package dev.gatehouse.feed;

import dev.gatehouse.platform.resource.PackagedFile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is never blocked, whatever a list says: mail providers, known companies, public suffixes, universities and
 * governments, and what has no known top-level domain. {@code tools/disposable-domains} makes the data together with the
 * bundled snapshot; it takes about a megabyte and is read for one merge.
 */
final class Invariants {
    private static final String RESOURCE = "feed/invariants.txt.gz";

    /** Universities, schools, governments and the military, under whatever country; as in the tool. */
    private static final Pattern INSTITUTION = Pattern.compile("(?:^|.*\\.)(?:"
            + "edu|gov|mil|int|(?:edu|ac|gov|mil|gob|gouv|govt|gub|sch)\\.[a-z]{2}|k12\\.[a-z]{2}\\.us|gc\\.ca|canada\\.ca"
            + "|admin\\.ch|bund\\.de|europa\\.eu|(?:go|lg|ed)\\.jp|(?:go|re|hs|ms|es)\\.kr|go\\.(?:id|th|ke|tz|ug)"
            + "|nhs\\.uk|police\\.uk|gv\\.at|ac-[a-z-]+\\.fr)");

    private final Map<String, Set<String>> sections;

    private Invariants(Map<String, Set<String>> sections) {
        this.sections = sections;
    }

    /**
     * Reads them.
     *
     * @throws IllegalStateException if they are not in the package
     */
    static Invariants load() {
        return of(Packing.unpack(PackagedFile.bytes(RESOURCE)));
    }

    private static Invariants of(String text) {
        Map<String, Set<String>> sections = new HashMap<>();
        Set<String> section = new HashSet<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("=")) {
                section = new HashSet<>();
                sections.put(line.substring(1), section);
            } else {
                section.add(line);
            }
        }
        return new Invariants(sections);
    }

    /** Why a list may not block the name, or {@code null} if it may. */
    @Nullable String reason(String name) {
        if (!section("top-level").contains(name.substring(name.lastIndexOf('.') + 1))) {
            return "unknown-top-level";
        }
        if (isBelow(name, section("provider"))) {
            return "provider";
        }
        if (isBelow(name, section("company"))) {
            return "company";
        }
        if (INSTITUTION.matcher(name).matches()) {
            return "institution";
        }
        return isPublicSuffix(name) ? "public-suffix" : null;
    }

    /** Whether it is one of these names or below one. */
    static boolean isBelow(String name, Set<String> roots) {
        for (int from = 0; from >= 0; from = name.indexOf('.', from) + 1) {
            if (roots.contains(name.substring(from))) {
                return true;
            }
            if (name.indexOf('.', from) < 0) {
                return false;
            }
        }
        return false;
    }

    /** See <a href="https://publicsuffix.org/list/">publicsuffix.org</a> for the rules. */
    private boolean isPublicSuffix(String name) {
        Set<String> suffixes = section("suffix");
        return !suffixes.contains('!' + name)
                && (suffixes.contains(name) || suffixes.contains('*' + name.substring(name.indexOf('.'))));
    }

    private Set<String> section(String name) {
        return sections.getOrDefault(name, Set.of());
    }
}
