package dev.gatehouse.kyc;

import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** How many uploads there are at a time on this node, and of one account, so that few clients cannot keep others out. */
@ApplicationScoped
class UploadSlots {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final int most;
    private final Map<UUID, Integer> ofAccounts = new HashMap<>();
    private int all;

    UploadSlots(DocumentSettings settings) {
        this.most = settings.uploads();
    }

    /** Does the work in a slot; fails with {@code 503} where all are taken, with {@code 429} where the account has its share. */
    <T> Uni<T> within(UUID accountId, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            enter(accountId);
            return Uni.createFrom().deferred(work::get).onTermination().invoke(() -> leave(accountId));
        });
    }

    private synchronized void enter(UUID accountId) {
        if (ofAccounts.getOrDefault(accountId, 0) >= DocumentUploads.MOST) {
            throw Refusal.of(ErrorCode.RATE_LIMITED, "Too many uploads at once.")
                    .retryAfter(SOON);
        }
        if (all >= most) {
            throw Refusal.of(ErrorCode.SERVICE_UNAVAILABLE, "Too many documents are being uploaded right now.")
                    .retryAfter(SOON);
        }
        all++;
        ofAccounts.merge(accountId, 1, Integer::sum);
    }

    private synchronized void leave(UUID accountId) {
        all--;
        ofAccounts.computeIfPresent(accountId, (id, count) -> count == 1 ? null : count - 1);
    }
}
