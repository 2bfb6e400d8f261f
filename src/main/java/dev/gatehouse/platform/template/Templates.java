package dev.gatehouse.platform.template;

import io.quarkus.qute.Engine;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Has every template parsed on a worker while the node starts. Until then nothing may be rendered on an event loop, which
 * would wait for it: requests wait at a gate, and no mail is taken up. A node whose templates cannot be parsed ends.
 */
@ApplicationScoped
public class Templates {
    private static final Logger LOG = Logger.getLogger(Templates.class);

    /** Not there; asking for any template is what has them all parsed. */
    private static final String ANY = "any";

    private final Uni<Boolean> parsing;
    private volatile boolean parsed;

    Templates(Engine engine) {
        this.parsing = Uni.createFrom()
                .item(() -> engine.isTemplateLoaded(ANY))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> parsed = true)
                .memoize()
                .indefinitely();
    }

    void onStart(@Observes StartupEvent start) {
        parsing.subscribe().with(any -> LOG.debug("templates parsed"), failure -> {
            LOG.error("templates cannot be parsed", failure);
            Quarkus.asyncExit(1);
        });
    }

    /** Whether all are parsed, so that rendering does not block. */
    public boolean parsed() {
        return parsed;
    }

    /** Yields, on a thread of its own, when all are parsed; fails if they cannot be. */
    public Uni<Void> whenParsed() {
        return parsing.replaceWithVoid();
    }
}
