package dev.gatehouse.sandbox;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Hooks the stack into the configuration of the profiles {@code dev} and {@code test}: what no other source sets, the
 * sandbox provides. In any other profile it does nothing.
 */
public final class SandboxConfigSourceFactory implements ConfigSourceFactory {

    private static final Set<String> PROFILES = Set.of("dev", "test");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (context.getProfiles().stream().noneMatch(PROFILES::contains)) {
            return List.of();
        }
        EnumSet<Part> wanted = EnumSet.noneOf(Part.class);
        Arrays.stream(Part.values())
                .filter(part -> part.decisive().stream().noneMatch(name -> isGiven(context, name)))
                .forEach(wanted::add);
        return List.of(new SandboxConfigSource(wanted));
    }

    /**
     * Values of negative ordinal are no one's wish: they are the framework's own defaults and what it recorded at build
     * time, this very source's values among them.
     */
    private static boolean isGiven(ConfigSourceContext context, String name) {
        var value = context.getValue(name);
        return value != null && value.getValue() != null && value.getConfigSourceOrdinal() >= 0;
    }
}
