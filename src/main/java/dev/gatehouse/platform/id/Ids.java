package dev.gatehouse.platform.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Makes identifiers: UUID version 7 (RFC 9562), so that new rows land at the end of an index. */
@ApplicationScoped
public class Ids {
    private final TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();

    /** A new identifier, greater than those made before it in this process. */
    public UUID next() {
        return generator.generate();
    }
}
