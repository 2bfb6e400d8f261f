package dev.gatehouse.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/** How entries are chained: each hash is SHA-256 over the hash before and all that the entry says. Pure. */
final class AuditChain {
    private AuditChain() {}

    /**
     * What is hashed of an entry.
     *
     * @param at in whole milliseconds
     * @param detail the JSON text as it is stored
     */
    record Content(long seq, UUID id, Instant at, String actor, String action, String subject, String detail) {}

    /** The hash of an entry that follows one of that hash. Each text is preceded by its length. */
    static byte[] hash(byte[] previous, Content entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(previous);
            out.writeLong(entry.seq());
            out.writeLong(entry.id().getMostSignificantBits());
            out.writeLong(entry.id().getLeastSignificantBits());
            out.writeLong(entry.at().toEpochMilli());
            text(out, entry.actor());
            text(out, entry.action());
            text(out, entry.subject());
            text(out, entry.detail());
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
