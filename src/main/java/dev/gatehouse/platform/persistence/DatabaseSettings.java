package dev.gatehouse.platform.persistence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How PostgreSQL is used. */
@ConfigMapping(prefix = "gatehouse.database")
public interface DatabaseSettings {
    /** {@code GATEHOUSE_DATABASE_WAITING}: how many may wait for a connection; who comes then is refused with 503. */
    @WithDefault("1024")
    @Min(1) int waiting();
}
