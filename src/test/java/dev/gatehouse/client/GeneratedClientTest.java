package dev.gatehouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.SandboxMessages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole OpenAPI document makes a client that compiles and walks the pathway. */
@QuarkusTest
class GeneratedClientTest {
    /** Where the build puts what openapi-generator makes; see pom.xml. */
    private static final Path GENERATED = Path.of("target", "generated-client", "src", "main", "java");

    private static final Path WALK = Path.of("src", "test-client", "java");

    @Test
    @SuppressWarnings("unchecked") // the walk is compiled here, so it is called by name
    void theGeneratedClientCompilesAndWalks(@TempDir Path classes) throws Exception {
        compile(classes);
        String email = Identities.email();
        Map<String, String> given = Map.of(
                "url",
                "http://localhost:" + RestAssured.port,
                "email",
                email,
                "phone",
                Identities.phone(),
                "from",
                Identities.address(),
                "staffKey",
                "gh_dev_staff_bootstrap_key_0123456789abcdef");
        Function<String, String> token = address -> {
            String link = SandboxMessages.awaitLink(address);
            return link.substring(link.indexOf("token=") + "token=".length());
        };
        Function<String, String> code = SandboxMessages::awaitCode;

        List<String> seen;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
            seen = (List<String>) loader.loadClass("dev.gatehouse.client.GeneratedClientWalk")
                    .getMethod("walk", Map.class, Function.class, Function.class)
                    .invoke(null, given, token, code);
        }

        assertThat(seen)
                .containsExactly("pending_verification", "403", "active", "accepted", "confirmed", "Bearer", email);
    }

    /** Everything that was generated, whether the walk uses it or not. */
    private static void compile(Path classes) throws IOException {
        List<File> sources =
                Stream.concat(javaFiles(GENERATED), javaFiles(WALK)).toList();
        assertThat(sources).hasSizeGreaterThan(40);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromFiles(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static Stream<File> javaFiles(Path root) throws IOException {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> path.toString().endsWith(".java")).map(Path::toFile).toList().stream();
        }
    }
}
