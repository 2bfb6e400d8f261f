package dev.gatehouse.container;

import static dev.gatehouse.container.ContainerFiles.list;
import static dev.gatehouse.container.ContainerFiles.map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.Serial;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manifests of {@code docker/kubernetes}, read into the classes of Kubernetes' API, which refuse what it does not know. */
final class Manifests {
    static final Path ROOT = Path.of("docker", "kubernetes");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1 Namespace", Namespace.class,
            "v1 Secret", Secret.class,
            "v1 Service", Service.class,
            "v1 ServiceAccount", ServiceAccount.class,
            "apps/v1 Deployment", Deployment.class,
            "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "batch/v1 Job", Job.class,
            "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NothingElse());

    private Manifests() {}

    /** The classes keep what they do not know; here it is an error. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        @Serial
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    /** What Kubernetes would be given, without the files that are kustomize's. */
    static List<HasMetadata> all() {
        return files().stream().flatMap(Manifests::in).toList();
    }

    static List<Path> files() {
        return ContainerFiles.yamlFiles().stream()
                .filter(file -> file.startsWith(ROOT) && !file.endsWith("kustomization.yaml"))
                .toList();
    }

    static List<Path> kustomizations() {
        return ContainerFiles.yamlFiles().stream()
                .filter(file -> file.endsWith("kustomization.yaml"))
                .toList();
    }

    static HasMetadata read(Map<String, Object> document) {
        String kind = document.get("apiVersion") + " " + document.get("kind");
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new AssertionError("not a kind that is used here: " + kind);
        }
        return STRICT.convertValue(document, type);
    }

    static <T extends HasMetadata> T only(Class<T> type) {
        List<T> found = all().stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " manifests of " + type.getSimpleName());
        }
        return found.get(0);
    }

    /** The variables that a container gets, those of Secrets without their values. */
    static Map<String, String> environment(Container container) {
        Map<String, String> found = new LinkedHashMap<>();
        for (EnvFromSource source : container.getEnvFrom()) {
            ConfigMapEnvSource settings = source.getConfigMapRef();
            found.putAll(settings == null ? secret(source.getSecretRef().getName()) : configMap(settings.getName()));
        }
        return found;
    }

    private static Map<String, String> secret(String name) {
        return all().stream()
                .filter(Secret.class::isInstance)
                .map(Secret.class::cast)
                .filter(secret -> secret.getMetadata().getName().equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("no Secret " + name))
                .getStringData();
    }

    /** What the generators in base and site make; an overlay that merges is not asked. */
    private static Map<String, String> configMap(String name) {
        return generators()
                .filter(generator -> generator.values().get("behavior") == null)
                .filter(generator -> name.equals(generator.values().get("name")))
                .findAny()
                .map(generator -> ContainerFiles.variables(generator.directory().resolve((String)
                        list(generator.values().get("envs")).get(0))))
                .orElseThrow(() -> new AssertionError("no ConfigMap " + name));
    }

    static Stream<Generator> generators() {
        return kustomizations().stream().flatMap(file -> Stream.ofNullable(
                        ContainerFiles.documents(file).get(0).get("configMapGenerator"))
                .flatMap(generators -> list(generators).stream())
                .map(values -> new Generator(file.resolveSibling("."), map(values))));
    }

    /** An entry of {@code configMapGenerator}, and the directory that its files are relative to. */
    record Generator(Path directory, Map<String, Object> values) {}

    private static Stream<HasMetadata> in(Path file) {
        return ContainerFiles.documents(file).stream().map(Manifests::read);
    }
}
