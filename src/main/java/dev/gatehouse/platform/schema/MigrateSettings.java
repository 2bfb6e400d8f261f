package dev.gatehouse.platform.schema;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the schema is brought up to date. */
@ConfigMapping(prefix = "gatehouse.migrate")
public interface MigrateSettings {
    /** Whether a node does so when it starts. If not, one that finds the schema behind refuses to start. */
    @WithDefault("true")
    boolean atStart();
}
