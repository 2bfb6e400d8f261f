package dev.gatehouse.feed;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** The index of disposable domains in force. It is there before the service is ready, from the bundled snapshot. */
@Startup
@Singleton
public final class DisposableDomainsFeed {
    private static final Logger LOG = Logger.getLogger(DisposableDomainsFeed.class);

    private volatile InForce current;

    DisposableDomainsFeed() {
        this(BundledSnapshot.index());
        LOG.infof(
                "disposable domains loaded block=%d suspect=%d bytes=%d",
                current.domains().count(DomainClass.BLOCK),
                current.domains().count(DomainClass.SUSPECT),
                current.domains().bytes());
    }

    /** A feed that starts with that index, as what is bundled. */
    public DisposableDomainsFeed(DisposableDomains first) {
        this.current = new InForce(first, 0);
    }

    /**
     * The index in force.
     *
     * @param version of the stored snapshot that it was made of, the same on every node; 0: what is bundled
     */
    public record InForce(DisposableDomains domains, long version) {}

    /** The index in force; read from memory, never blocks. Whoever asks twice may get two. */
    public InForce current() {
        return current;
    }

    /** Puts another index into force. */
    void swap(InForce next) {
        current = next;
    }
}
