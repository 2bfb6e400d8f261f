package dev.gatehouse.container;

import static dev.gatehouse.container.ContainerFiles.list;
import static dev.gatehouse.container.ContainerFiles.map;
import static dev.gatehouse.container.ContainerFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComposeFileTest {
    private static final String FILE = "docker/compose.yaml";
    private static final String EXAMPLE = "docker/.env.example";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):([?-])([^}]*)}");

    private final Map<String, Object> file =
            ContainerFiles.documents(Path.of(FILE)).get(0);
    private final Map<String, Object> services = map(file.get("services"));

    @Test
    void theServiceComesWithWhatItNeeds() {
        assertThat(services).containsOnlyKeys("gatehouse", "migrate", "postgres", "redis", "mail");
        assertThat(map(service("gatehouse").get("depends_on")))
                .containsEntry("migrate", Map.of("condition", "service_completed_successfully"))
                .containsEntry("redis", Map.of("condition", "service_healthy"))
                .containsEntry("mail", Map.of("condition", "service_healthy"));
        assertThat(map(service("migrate").get("depends_on")))
                .containsExactly(Map.entry("postgres", Map.of("condition", "service_healthy")));
        assertThat(service("migrate"))
                .containsEntry("command", List.of("migrate"))
                .containsEntry("restart", "no");
    }

    @Test
    void noContainerHasMoreThanItNeeds() {
        assertThat(services).isNotEmpty().allSatisfy((name, value) -> {
            Map<String, Object> service = map(value);
            assertThat(service).containsEntry("read_only", true);
            assertThat(list(service.get("cap_drop"))).containsExactly("ALL");
            assertThat(list(service.get("security_opt"))).contains("no-new-privileges:true");
            assertThat(text(service.get("user"))).matches("[1-9]\\d*:[1-9]\\d*");
            assertThat(map(map(map(service.get("deploy")).get("resources")).get("limits")))
                    .containsOnlyKeys("cpus", "memory");
            assertThat(ContainerFiles.isPinned(interpolated(service.get("image"))))
                    .isTrue();
        });
        String user = ContainerFiles.USER + ":" + ContainerFiles.USER;
        for (String name : new String[] {"gatehouse", "migrate"}) {
            assertThat(service(name)).containsEntry("user", user);
            assertThat(interpolated(service(name).get("image"))).isEqualTo("gatehouse:" + ContainerFiles.release());
            // What hashes passwords is unpacked there and loaded as code.
            assertThat(list(service(name).get("tmpfs"))).singleElement().satisfies(tmp -> assertThat(text(tmp))
                    .startsWith("/tmp:exec,")
                    .contains("size="));
        }
    }

    @Test
    void whateverStaysIsAskedHowItIs() {
        assertThat(services).isNotEmpty().allSatisfy((name, value) -> {
            Map<String, Object> check = map(map(value).get("healthcheck"));
            if (name.equals("migrate")) {
                assertThat(check).containsExactly(Map.entry("disable", true));
            } else {
                assertThat(list(check.get("test")))
                        .hasSizeGreaterThan(1)
                        .first()
                        .isEqualTo("CMD");
                assertThat(check).containsKeys("interval", "timeout", "retries");
            }
        });
    }

    @Test
    void nothingIsReachableFromOtherMachines() {
        assertThat(ports()).hasSize(2).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
        assertThat(ports()).contains("127.0.0.1:8080:" + ContainerFiles.PORT);
        assertThat(map(map(file.get("networks")).get("inside"))).containsEntry("internal", true);
        assertThat(list(service("postgres").get("networks"))).containsExactly("inside");
        assertThat(list(service("redis").get("networks"))).containsExactly("inside");
    }

    @Test
    void theServiceGetsSettingsThatItKnowsAndStartsWith() {
        Map<String, String> settings = environment("gatehouse");

        assertThat(settings).hasSizeGreaterThan(10);
        assertThat(KnownSettings.names()).hasSizeGreaterThan(50).containsAll(settings.keySet());
        assertThat(KnownSettings.problems(settings)).isEmpty();
        assertThat(settings).containsEntry("GATEHOUSE_MIGRATE_AT_START", "false");
        assertThat(environment("migrate")).hasSize(4).allSatisfy((name, value) -> assertThat(name)
                .startsWith("QUARKUS_DATASOURCE_"));
    }

    @Test
    void withoutASecretNothingStarts() {
        Map<String, String> required = ContainerFiles.variables(Path.of(EXAMPLE));

        assertThat(required).containsOnlyKeys("GATEHOUSE_SECRET", "POSTGRES_PASSWORD");
        assertThat(required.values()).containsOnly("");
        assertThat(variables("?")).isEqualTo(required.keySet());
        assertThat(ContainerFiles.read(".gitignore").lines()).contains("docker/.env");
    }

    @Test
    void theExampleNamesEveryVariableOfTheFile() {
        Set<String> handedOn = map(service("gatehouse").get("environment")).entrySet().stream()
                .filter(setting -> setting.getValue() == null)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = Pattern.compile("(?m)^#?([A-Z_]+)=")
                .matcher(ContainerFiles.read(EXAMPLE))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(handedOn).hasSizeGreaterThan(3);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(Stream.of(handedOn, variables("?"), variables("-"))
                        .flatMap(Set::stream)
                        .collect(Collectors.toSet()));
    }

    @Test
    void requestsUnderWayCanFinish() {
        String grace = text(service("gatehouse").get("stop_grace_period"));

        assertThat(grace).matches("\\d+s");
        assertThat(Integer.parseInt(grace.replace("s", ""))).isGreaterThan(ContainerFiles.shutdownTimeout());
    }

    private Map<String, Object> service(String name) {
        return map(services.get(name));
    }

    private Stream<String> portsOf(Object service) {
        Object ports = map(service).get("ports");
        return ports == null ? Stream.empty() : list(ports).stream().map(port -> interpolated(port));
    }

    private List<String> ports() {
        return services.values().stream().flatMap(this::portsOf).toList();
    }

    /** What the service is told when docker/.env has what it must have. */
    private Map<String, String> environment(String name) {
        Map<String, String> found = new LinkedHashMap<>();
        map(service(name).get("environment"))
                .forEach((variable, value) -> found.put(variable, value == null ? "" : interpolated(value)));
        return found;
    }

    private static String interpolated(@Nullable Object value) {
        return VARIABLE.matcher(text(value))
                .replaceAll(variable -> variable.group(2).equals("-") ? variable.group(3) : "from-docker-env");
    }

    private static Set<String> variables(String kind) {
        return VARIABLE.matcher(ContainerFiles.read(FILE))
                .results()
                .filter(variable -> variable.group(2).equals(kind))
                .map((MatchResult variable) -> variable.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
