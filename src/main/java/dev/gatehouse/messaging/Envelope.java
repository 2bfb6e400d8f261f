package dev.gatehouse.messaging;

import dev.gatehouse.platform.crypto.Sealer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals what is personal or secret in a message and opens it again; bound to the row by its id. */
@ApplicationScoped
class Envelope {
    private static final String PURPOSE = "message";

    private final Sealer sealer;

    Envelope(Sealer sealer) {
        this.sealer = sealer;
    }

    Buffer sealRecipient(UUID id, String recipient) {
        return seal(id, "recipient", recipient);
    }

    Buffer sealValues(UUID id, Map<String, String> values) {
        JsonObject json = new JsonObject();
        values.forEach(json::put);
        return seal(id, "payload", json.encode());
    }

    /** @throws dev.gatehouse.platform.crypto.UnsealableException if it does not open */
    String recipient(Claimed row) {
        return open(row.id(), "recipient", row.recipient());
    }

    /** @throws dev.gatehouse.platform.crypto.UnsealableException if it does not open */
    Map<String, String> values(Claimed row) {
        Map<String, String> values = new LinkedHashMap<>();
        new JsonObject(open(row.id(), "payload", row.payload()))
                .forEach(entry -> values.put(entry.getKey(), String.valueOf(entry.getValue())));
        return values;
    }

    private Buffer seal(UUID id, String field, String value) {
        return Buffer.buffer(sealer.seal(PURPOSE, context(id, field), value.getBytes(StandardCharsets.UTF_8)));
    }

    private String open(UUID id, String field, @Nullable Buffer sealed) {
        byte[] opened = sealer.open(PURPOSE, context(id, field), sealed == null ? new byte[0] : sealed.getBytes());
        return new String(opened, StandardCharsets.UTF_8);
    }

    private static String context(UUID id, String field) {
        return id + "/" + field;
    }
}
