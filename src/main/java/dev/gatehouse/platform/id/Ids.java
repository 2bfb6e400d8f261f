package dev.gatehouse.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** Makes identifiers: UUID version 7 (RFC 9562), so that new rows land at the end of an index. */
@ApplicationScoped
public class Ids {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    /** A new identifier, greater than those made before it in this process. */
    public UUID next() {
        return generator.generate();
    }

    /** The lowest identifier that can be made at that time: what is older has a lower one. */
    public static UUID lowest(Instant time) {
        return new UUID((time.toEpochMilli() << 16) | VERSION_7, VARIANT);
    }
}
