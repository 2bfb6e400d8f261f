package dev.gatehouse.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How existing clients come in. */
@ConfigMapping(prefix = "gatehouse.imports")
public interface ImportSettings {
    /** {@code GATEHOUSE_IMPORTS_MAX_SIZE}: the most that one file may have. */
    @WithDefault("256M")
    MemorySize maxSize();
}
