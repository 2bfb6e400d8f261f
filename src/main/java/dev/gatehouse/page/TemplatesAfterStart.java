package dev.gatehouse.page;

import io.quarkus.qute.Engine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Has the templates parsed soon after the start, on a worker, so that hardly any mail or page has to wait for that. */
@ApplicationScoped
public class TemplatesAfterStart {
    private static final Logger LOG = Logger.getLogger(TemplatesAfterStart.class);
    private static final Duration REST = Duration.ofSeconds(1);

    private final Engine engine;

    TemplatesAfterStart(Engine engine) {
        this.engine = engine;
    }

    void onStart(@Observes StartupEvent start) {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .onExecutor(Infrastructure.getDefaultWorkerPool())
                .by(REST)
                .map(rested -> engine.isTemplateLoaded("page/notice.html"))
                .subscribe()
                .with(
                        loaded -> LOG.debugf("templates parsed=%s", loaded),
                        failure -> LOG.error("templates cannot be parsed", failure));
    }
}
