package dev.gatehouse.feed;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The index of disposable domains in force. It is there before the service is ready, from the bundled snapshot. */
@Startup
@Singleton
public final class DisposableDomainsFeed {
    private static final Logger LOG = Logger.getLogger(DisposableDomainsFeed.class);

    private volatile DisposableDomains current;

    DisposableDomainsFeed() {
        this(BundledSnapshot.load());
        LOG.infof(
                "disposable domains loaded block=%d suspect=%d bytes=%d",
                current.count(DomainClass.BLOCK), current.count(DomainClass.SUSPECT), current.bytes());
    }

    /** A feed that starts with that index. */
    public DisposableDomainsFeed(DisposableDomains first) {
        this.current = first;
    }

    /** The index in force; read from memory, never blocks. Whoever asks twice may get two. */
    public DisposableDomains current() {
        return current;
    }

    /** Puts another index into force. */
    void swap(DisposableDomains next) {
        current = next;
    }
}
