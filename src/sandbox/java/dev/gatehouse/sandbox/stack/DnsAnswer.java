package dev.gatehouse.sandbox.stack;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers a DNS query (RFC 1035) for mail domains: a name has the mail server {@code mx.<name>} and the address
 * 192.0.2.1, unless it ends in {@code .invalid} (there is no such name) or starts with {@code nomx.} (it is there, but has
 * neither), {@code nullmx.} (it says that it takes no mail, RFC 7505), {@code onlya.} or {@code onlyaaaa.} (it has an
 * address alone), {@code servfail.} (its servers are broken) or {@code silent.} (nothing comes back).
 */
final class DnsAnswer {

    private static final int HEADER = 12;
    private static final int TYPE_A = 1;
    private static final int TYPE_MX = 15;
    private static final int TYPE_AAAA = 28;
    private static final int CLASS_IN = 1;
    private static final int TTL_SECONDS = 60;
    private static final int RESPONSE_RECURSIVE = 0x8180;
    private static final int SERVER_FAILURE = 2;
    private static final int NO_SUCH_NAME = 3;
    private static final int POINTER_TO_QUESTION = 0xC000 | HEADER;
    private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};
    private static final byte[] V6_ADDRESS = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private DnsAnswer() {}

    /** The answer, or {@code null} for silence. */
    static byte @Nullable [] to(byte[] query) {
        ByteBuffer in = ByteBuffer.wrap(query);
        short id = in.getShort();
        in.position(HEADER);
        String name = readName(in);
        int type = in.getShort();
        in.getShort();
        int endOfQuestion = in.position();

        if (name.startsWith("silent.")) {
            return null;
        }
        int code = code(name);
        byte[] data = code == 0 ? data(name, type) : new byte[0];
        int flags = RESPONSE_RECURSIVE | code;
        ByteBuffer out = ByteBuffer.allocate(endOfQuestion + HEADER + data.length);
        out.putShort(id).putShort((short) flags).putShort((short) 1);
        out.putShort((short) (data.length == 0 ? 0 : 1)).putShort((short) 0).putShort((short) 0);
        out.put(query, HEADER, endOfQuestion - HEADER);
        if (data.length > 0) {
            out.putShort((short) POINTER_TO_QUESTION).putShort((short) type).putShort((short) CLASS_IN);
            out.putInt(TTL_SECONDS).putShort((short) data.length).put(data);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static int code(String name) {
        if (name.startsWith("servfail.")) {
            return SERVER_FAILURE;
        }
        return name.endsWith(".invalid.") ? NO_SUCH_NAME : 0;
    }

    private static byte[] data(String name, int type) {
        boolean v4 = !name.startsWith("nomx.") && !name.startsWith("onlyaaaa.");
        boolean mail = v4 && !name.startsWith("onlya.");
        return switch (type) {
            case TYPE_MX -> !mail ? new byte[0] : name.startsWith("nullmx.") ? new byte[] {0, 0, 0} : mailServer();
            case TYPE_A -> v4 ? ADDRESS : new byte[0];
            case TYPE_AAAA -> name.startsWith("onlyaaaa.") ? V6_ADDRESS : new byte[0];
            default -> new byte[0];
        };
    }

    private static byte[] mailServer() {
        ByteBuffer data = ByteBuffer.allocate(7);
        data.putShort((short) 10).put((byte) 2).put((byte) 'm').put((byte) 'x').putShort((short) POINTER_TO_QUESTION);
        return data.array();
    }

    /** Reads the labels of the question; it is the first name in the message, so it has no pointers. */
    private static String readName(ByteBuffer in) {
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(new String(label, StandardCharsets.US_ASCII)).append('.');
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
