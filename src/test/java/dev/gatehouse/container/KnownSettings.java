package dev.gatehouse.container;

import dev.gatehouse.platform.startup.SettingsCheck;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings of the README's tables, and the judgement of the service itself on a set of them. */
final class KnownSettings {
    private static final Pattern ROW = Pattern.compile("(?m)^\\|.*`(?:GATEHOUSE|QUARKUS)_.*$");
    private static final Pattern NAME = Pattern.compile("`((?:GATEHOUSE|QUARKUS)_[A-Z_]+)`");

    /** Not a secret: any 32 bytes with enough bits. */
    private static final byte[] EXAMPLE = "an example of a secret, 32 bytes".getBytes(StandardCharsets.US_ASCII);

    private KnownSettings() {}

    static Set<String> names() {
        return ROW.matcher(ContainerFiles.read("README.md"))
                .results()
                .map(MatchResult::group)
                .flatMap(row -> NAME.matcher(row).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a production node with these variables, and with a good secret where one is due, says against its start. */
    static List<String> problems(Map<String, String> variables) {
        Map<String, String> values = new HashMap<>(variables);
        values.computeIfPresent(
                "GATEHOUSE_SECRET", (name, value) -> Base64.getEncoder().encodeToString(EXAMPLE));
        return SettingsCheck.problems(property ->
                        Optional.ofNullable(values.get(variable(property))).filter(value -> !value.isEmpty()))
                .toList();
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
