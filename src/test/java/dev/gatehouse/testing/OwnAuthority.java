package dev.gatehouse.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority of a test's own, and a certificate for this machine that it signed. */
public final class OwnAuthority {
    /** Of every store. */
    public static final String PASSWORD = "changeit";

    private final Path directory;

    private OwnAuthority(Path directory) {
        this.directory = directory;
    }

    /** Founds one; its files go into that directory. */
    public static OwnAuthority found(Path directory) throws IOException, InterruptedException {
        OwnAuthority authority = new OwnAuthority(directory);
        authority.key("ca", "ca.p12", "-ext", "bc:critical=ca:true");
        authority.key("server", "server.p12");
        authority.keytool("-exportcert", "-alias", "ca", "-keystore", "ca.p12", "-file", "ca.cer");
        authority.keytool("-certreq", "-alias", "server", "-keystore", "server.p12", "-file", "server.csr");
        authority.keytool(
                "-gencert",
                "-alias",
                "ca",
                "-keystore",
                "ca.p12",
                "-infile",
                "server.csr",
                "-outfile",
                "server.cer",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1");
        authority.keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", "server.p12", "-file", "ca.cer");
        authority.keytool("-importcert", "-alias", "server", "-keystore", "server.p12", "-file", "server.cer");
        authority.keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", "trust.p12", "-file", "ca.cer");
        return authority;
    }

    /** The store of a server on this machine: its key and its certificate with the authority's. */
    public Path server() {
        return directory.resolve("server.p12");
    }

    /** The store of those who trust the authority, and nobody else. */
    public Path trust() {
        return directory.resolve("trust.p12");
    }

    private void key(String alias, String store, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(
                List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + alias, "-keystore", store));
        arguments.addAll(List.of(more));
        keytool(arguments.toArray(String[]::new));
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
    }
}
