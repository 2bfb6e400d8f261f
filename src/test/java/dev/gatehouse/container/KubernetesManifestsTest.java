package dev.gatehouse.container;

import static dev.gatehouse.container.ContainerFiles.list;
import static dev.gatehouse.container.ContainerFiles.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KubernetesManifestsTest {
    private final DeploymentSpec nodes = Manifests.only(Deployment.class).getSpec();
    private final PodTemplateSpec migration =
            Manifests.only(Job.class).getSpec().getTemplate();

    @Test
    void everyManifestIsOneOfTheApi() {
        assertThat(Manifests.all().stream().map(HasMetadata::getKind))
                .containsExactlyInAnyOrder(
                        "Namespace",
                        "Secret",
                        "Secret",
                        "ServiceAccount",
                        "Deployment",
                        "Service",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "HorizontalPodAutoscaler",
                        "Job",
                        "NetworkPolicy");
        Map<String, Object> misspelt = new TreeMap<>(Map.of("apiVersion", "v1", "kind", "Service", "specs", Map.of()));
        assertThatThrownBy(() -> Manifests.read(misspelt)).hasMessageContaining("specs");
    }

    @Test
    void everyManifestIsApplied() {
        TreeSet<Path> applied = new TreeSet<>();
        for (Path file : Manifests.kustomizations()) {
            Map<String, Object> kustomization = ContainerFiles.documents(file).get(0);
            for (String key : new String[] {"resources", "components"}) {
                Stream.ofNullable(kustomization.get(key))
                        .flatMap(entries -> list(entries).stream())
                        .map(entry -> file.resolveSibling((String) entry).normalize())
                        .forEach(applied::add);
            }
        }

        assertThat(Manifests.kustomizations()).hasSize(4);
        assertThat(applied).hasSizeGreaterThan(8).allSatisfy(path -> assertThat(
                        Files.exists(Files.isDirectory(path) ? path.resolve("kustomization.yaml") : path))
                .as(path.toString())
                .isTrue());
        // Those two are applied by hand, before everything else.
        assertThat(Manifests.files())
                .filteredOn(file -> !applied.contains(file))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("namespace.yaml", "secrets.example.yaml");
    }

    @Test
    void noPodHasMoreThanItNeeds() {
        assertThat(List.of(nodes.getTemplate(), migration)).allSatisfy(pod -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getAutomountServiceAccountToken()).isFalse();
            assertThat(spec.getEnableServiceLinks()).isFalse();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec.getSecurityContext().getRunAsUser()).isEqualTo(ContainerFiles.USER);
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getContainers()).hasSize(1).allSatisfy(KubernetesManifestsTest::isHardened);
            assertThat(spec.getVolumes()).singleElement().satisfies(KubernetesManifestsTest::isSmallAndInMemory);
            assertThat(spec.getContainers().get(0).getVolumeMounts())
                    .singleElement()
                    .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
        });
        assertThat(Manifests.only(ServiceAccount.class).getAutomountServiceAccountToken())
                .isFalse();
        assertThat(nodes.getTemplate().getSpec().getServiceAccountName())
                .isEqualTo(Manifests.only(ServiceAccount.class).getMetadata().getName());
    }

    @Test
    void theImageIsPinnedInOnePlace() {
        Map<String, Object> site = ContainerFiles.documents(Manifests.ROOT.resolve("site/kustomization.yaml"))
                .get(0);

        assertThat(list(site.get("images"))).singleElement().satisfies(image -> assertThat(map(image))
                .containsEntry("name", "gatehouse")
                .containsEntry("newTag", ContainerFiles.release()));
        assertThat(List.of(nodes.getTemplate(), migration)).allSatisfy(pod -> assertThat(
                        pod.getSpec().getContainers().get(0).getImage())
                .isEqualTo("gatehouse"));
    }

    @Test
    void aNodeIsAskedHowItIs() {
        Container node = node();

        assertThat(node.getPorts()).extracting(ContainerPort::getContainerPort).containsExactly(ContainerFiles.PORT);
        assertThat(node.getPorts()).extracting(ContainerPort::getName).containsExactly("http");
        assertProbe(node.getStartupProbe(), "/q/health/live");
        assertProbe(node.getLivenessProbe(), "/q/health/live");
        assertProbe(node.getReadinessProbe(), "/q/health/ready");
        // A node that waits for a silent PostgreSQL must have the time to say so.
        assertThat(node.getStartupProbe().getFailureThreshold()
                        * node.getStartupProbe().getPeriodSeconds())
                .isGreaterThan(60);
    }

    @Test
    void aNodeGoesWithoutLosingRequests() {
        int pause = node().getLifecycle().getPreStop().getSleep().getSeconds().intValue();

        assertThat(pause).isPositive();
        assertThat(nodes.getTemplate().getSpec().getTerminationGracePeriodSeconds())
                .isGreaterThan(pause + ContainerFiles.shutdownTimeout());
        assertThat(nodes.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(nodes.getStrategy().getRollingUpdate().getMaxUnavailable().getIntVal())
                .isZero();
        assertThat(nodes.getTemplate().getSpec().getTopologySpreadConstraints()).hasSize(2);
    }

    @Test
    void whatSelectsNodesSelectsThese() {
        Map<String, String> labels = nodes.getTemplate().getMetadata().getLabels();

        assertThat(labels).hasSize(2).isEqualTo(nodes.getSelector().getMatchLabels());
        assertThat(Manifests.only(Service.class).getSpec().getSelector()).isEqualTo(labels);
        assertThat(Manifests.only(Service.class).getSpec().getPorts())
                .singleElement()
                .satisfies(port -> assertThat(port.getTargetPort().getStrVal()).isEqualTo("http"));
        assertThat(Manifests.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getSelector()
                        .getMatchLabels())
                .isEqualTo(labels);
        assertThat(nodes.getTemplate().getSpec().getTopologySpreadConstraints())
                .allSatisfy(spread ->
                        assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(labels));
        assertThat(Manifests.all().stream()
                        .filter(NetworkPolicy.class::isInstance)
                        .map(NetworkPolicy.class::cast)
                        .map(policy -> policy.getSpec().getPodSelector().getMatchLabels()))
                .containsExactlyInAnyOrder(labels, migration.getMetadata().getLabels());
    }

    @Test
    void theNumberOfNodesIsOneManifestsAlone() {
        HorizontalPodAutoscalerSpec scaler =
                Manifests.only(HorizontalPodAutoscaler.class).getSpec();

        assertThat(nodes.getReplicas()).isNull();
        assertThat(scaler.getScaleTargetRef().getName())
                .isEqualTo(Manifests.only(Deployment.class).getMetadata().getName());
        assertThat(scaler.getMinReplicas()).isGreaterThan(1).isLessThan(scaler.getMaxReplicas());
    }

    @Test
    void aNodeGetsSettingsThatItKnowsAndStartsWith() {
        Map<String, String> settings = Manifests.environment(node());

        assertThat(settings).hasSizeGreaterThan(15);
        assertThat(KnownSettings.names()).hasSizeGreaterThan(50).containsAll(settings.keySet());
        assertThat(KnownSettings.problems(settings)).isEmpty();
        assertThat(settings).containsEntry("GATEHOUSE_MIGRATE_AT_START", "false");
    }

    /** A network that RFC 5737 keeps for documentation, since whoever sends from a trusted one chooses the client's address. */
    @Test
    void nobodyIsTrustedUntilTheProxysNetworkIsNamed() {
        assertThat(Manifests.environment(node())).containsEntry("GATEHOUSE_TRUSTED_PROXIES", "192.0.2.0/24");
    }

    @Test
    void aMigrationGetsWhatItNeedsOfPostgresAndNothingElse() {
        Container container = migration.getSpec().getContainers().get(0);

        assertThat(container.getArgs()).containsExactly("migrate");
        assertThat(Manifests.environment(container))
                .containsOnlyKeys(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "QUARKUS_DATASOURCE_USERNAME",
                        "QUARKUS_DATASOURCE_PASSWORD");
    }

    @Test
    void secretsAreEmptyAndNotAmongTheSettings() {
        List<String> secrets = Manifests.all().stream()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .flatMap(secret -> secret.getStringData().entrySet().stream())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();

        assertThat(secrets).hasSizeGreaterThan(5).allSatisfy(secret -> assertThat(secret)
                .endsWith("="));
        assertThat(KnownSettings.problems(Map.of())).anyMatch(problem -> problem.contains("GATEHOUSE_SECRET"));
    }

    @Test
    void theOverlayForRedisClusterSaysSo() {
        assertThat(Manifests.generators()
                        .filter(generator -> "merge".equals(generator.values().get("behavior"))))
                .singleElement()
                .satisfies(generator -> {
                    assertThat(generator.values()).containsEntry("name", "gatehouse");
                    List<String> literals = list(generator.values().get("literals")).stream()
                            .map(String.class::cast)
                            .toList();
                    assertThat(literals).hasSize(2).first().isEqualTo("QUARKUS_REDIS_CLIENT_TYPE=cluster");
                    assertThat(literals.get(1)).matches("QUARKUS_REDIS_HOSTS=redis://[^,]+(,redis://[^,]+)+");
                });
    }

    private Container node() {
        return nodes.getTemplate().getSpec().getContainers().get(0);
    }

    private static void isHardened(Container container) {
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsOnlyKeys("cpu", "memory");
    }

    private static void isSmallAndInMemory(Volume volume) {
        assertThat(volume.getEmptyDir().getMedium()).isEqualTo("Memory");
        assertThat(volume.getEmptyDir().getSizeLimit()).isNotNull();
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
        assertThat(probe.getTimeoutSeconds()).isPositive();
    }
}
