package dev.gatehouse.platform.template;

import io.quarkus.qute.runtime.EngineProducer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;

/**
 * Keeps Qute from parsing every template and every text of every language before the port is opened: that took most of
 * the time of a start (docs/performance.md). They were checked when the service was built. Used by the build alone.
 *
 * @see Templates
 */
public final class LateTemplates implements BuildCompatibleExtension {
    /** For the build. */
    public LateTemplates() {}

    /** Takes {@code @Startup} off the bean that parses them when it is made. */
    @Enhancement(types = EngineProducer.class)
    public void later(ClassConfig engine) {
        engine.removeAnnotation(annotation -> annotation.name().equals(Startup.class.getName()));
    }
}
