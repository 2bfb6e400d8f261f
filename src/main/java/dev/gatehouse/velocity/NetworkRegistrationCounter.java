package dev.gatehouse.velocity;

import dev.gatehouse.platform.web.ClientAddress;
import dev.gatehouse.velocity.Subject.Window;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * {@link RegistrationCounter} on {@link VelocityCounter}: the network is the subject and the address a part of it, so
 * that both are counted in one step.
 */
@ApplicationScoped
class NetworkRegistrationCounter implements RegistrationCounter {
    private final VelocityCounter counter;
    private final Duration window;

    NetworkRegistrationCounter(VelocityCounter counter, VelocitySettings settings) {
        this.counter = counter;
        this.window = settings.window();
    }

    @Override
    public Uni<Counts> take(UUID accountId, ClientAddress address) {
        return counter.take(accountId, subjects(address)).map(counts -> new Counts(counts.get(0), counts.get(1)));
    }

    @Override
    public Uni<Void> release(UUID accountId, ClientAddress address) {
        return counter.release(accountId, subjects(address));
    }

    private List<Subject> subjects(ClientAddress address) {
        List<Window> windows = List.of(new Window("address", address.counted()), new Window("network", null));
        return List.of(new Subject(address.network(), window, windows));
    }
}
