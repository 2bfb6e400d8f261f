package dev.gatehouse.platform.schema;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.jspecify.annotations.Nullable;

/** The migrations of the package, listed: a native executable has no class path that Flyway could search. */
final class Migrations implements ResourceProvider {
    static final String FOLDER = "db/migration/";

    /** In the order in which they are applied. */
    static final List<String> FILES = List.of(
            "V1__pathway.sql",
            "V2__lists.sql",
            "V3__policy.sql",
            "V4__feeds.sql",
            "V5__minfraud.sql",
            "V6__links.sql",
            "V7__staff_lookups.sql",
            "V8__staff_actions.sql",
            "V9__audit.sql",
            "V10__webhooks.sql",
            "V11__kyc.sql",
            "V12__kyc_moves.sql",
            "V13__kyc_documents.sql",
            "V14__privacy.sql",
            "V15__tickets.sql",
            "V16__imports.sql",
            "V17__resellers.sql",
            "V18__first_verification.sql",
            "V19__audit_and_email_change.sql",
            "V20__blocked_webhooks.sql");

    private final List<LoadableResource> resources;

    Migrations(ClassLoader loader) {
        this.resources = FILES.stream()
                .<LoadableResource>map(
                        file -> new ClassPathResource(null, FOLDER + file, loader, StandardCharsets.UTF_8))
                .toList();
    }

    /** The version that a file brings: {@code 7} of {@code V7__staff_lookups.sql}. */
    static String version(String file) {
        return file.substring(1, file.indexOf("__"));
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        return resources.stream()
                .filter(resource -> resource.getRelativePath().equals(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return resources.stream()
                .filter(resource -> resource.getFilename().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(resource.getFilename()::endsWith))
                .toList();
    }
}
