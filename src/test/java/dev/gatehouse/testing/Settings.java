package dev.gatehouse.testing;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings for tests without the application: the defaults, but for what is given. */
public final class Settings {
    private Settings() {}

    /** The mapping with its defaults. */
    public static <T> T of(Class<T> mapping) {
        return of(mapping, Map.of());
    }

    /** The mapping with these values. */
    public static <T> T of(Class<T> mapping, Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(mapping)
                .withMappingIgnore("**")
                .build()
                .getConfigMapping(mapping);
    }
}
