package dev.gatehouse.sandbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are known by name from the start and by value when they are first read: reading one starts the part that
 * it belongs to, so that a unit test that reads no setting starts nothing.
 */
final class SandboxConfigSource implements ConfigSource {

    /** Above {@code application.properties} (250, 260), below {@code .env} (295), the environment (300) and the system properties (400). */
    private static final int ORDINAL = 270;

    private final Map<String, Part> partByName = new HashMap<>();

    SandboxConfigSource(Collection<Part> parts) {
        for (Part part : parts) {
            Stream.concat(part.decisive().stream(), part.others().stream()).forEach(name -> partByName.put(name, part));
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.copyOf(partByName.keySet());
    }

    @Override
    public @Nullable String getValue(String name) {
        Part part = partByName.get(name);
        return part == null ? null : EmbeddedServers.settings(part).get(name);
    }

    @Override
    public String getName() {
        return "Gatehouse sandbox";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
