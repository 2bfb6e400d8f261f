package dev.gatehouse.platform.openapi;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;

/**
 * Keeps the OpenAPI document from being read and written twice before the port is opened: that took half of a start
 * (docs/performance.md). It was made when the service was built. Used by the build alone.
 *
 * <p>The bean is the framework's, and in tests its classes do not see the application's. So the annotation that binds the
 * interceptor to it has to be a library's: one that says the same and is used for nothing else here.
 *
 * @see DocumentAfterStart
 */
public final class LateDocument implements BuildCompatibleExtension {
    /** For the build. */
    public LateDocument() {}

    /** Makes the annotation one that binds interceptors. */
    @Discovery
    public void bind(MetaAnnotations annotations) {
        annotations.addInterceptorBinding(RunOnVirtualThread.class);
    }

    /** Has {@link DocumentAfterStart} stand before the bean that makes the document. */
    @Enhancement(types = OpenApiDocumentService.class)
    public void later(ClassConfig document) {
        document.addAnnotation(RunOnVirtualThread.class);
    }
}
