package dev.gatehouse.account.argon2;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import java.nio.file.Path;
import java.util.Map;

/**
 * Argon2id in C: {@code argon2id_ctx} of the reference implementation's library. It takes one structure, {@code
 * argon2_context} of {@code argon2.h}, which is laid out here as on machines with pointers of 64 bits; all that it points
 * to follows it in the same piece of memory.
 */
final class NativeArgon2id implements Argon2id {
    private static final int OUT = 0;
    private static final int PASSWORD = 16;
    private static final int SALT = 32;
    private static final int SECRET = 48;
    private static final int DATA = 64;
    private static final int PASSES = 76;
    private static final int MEMORY = 80;
    private static final int LANES = 84;
    private static final int THREADS = 88;
    private static final int VERSION = 92;
    private static final int FLAGS = 112;
    private static final int SIZE = 120;

    private static final int POINTER = 8;
    private static final int VERSION_13 = 0x13;
    /** ARGON2_FLAG_CLEAR_PASSWORD and ARGON2_FLAG_CLEAR_SECRET; the working memory is wiped in any case. */
    private static final int CLEAR = 3;

    /** RTLD_NOW without RTLD_GLOBAL: the library's symbols are no other library's. */
    private static final Map<String, Integer> OPTIONS = Map.of(Library.OPTION_OPEN_FLAGS, 2);

    private final Function function;

    private NativeArgon2id(Function function) {
        this.function = function;
    }

    /**
     * Loads the library, by JNA, which thereby loads its own.
     *
     * @throws UnsatisfiedLinkError if one of them cannot be, or is something else
     */
    static NativeArgon2id of(Path library) {
        return new NativeArgon2id(
                NativeLibrary.getInstance(library.toString(), OPTIONS).getFunction("argon2id_ctx"));
    }

    @Override
    public byte[] tag(Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] data) {
        try (Memory context = new Memory(SIZE + LENGTH + password.length + salt.length + secret.length + data.length)) {
            try {
                context.clear();
                fill(context, cost, password, salt, secret, data);
                int code = function.invokeInt(new Object[] {context});
                if (code != 0) {
                    throw new IllegalStateException("argon2id_ctx returned " + code);
                }
                return context.getByteArray(SIZE, LENGTH);
            } finally {
                // The tag, and where nothing was computed the password too.
                context.clear();
            }
        }
    }

    private static void fill(
            Memory context, Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] data) {
        long end = put(context, OUT, SIZE, new byte[LENGTH]);
        end = put(context, PASSWORD, end, password);
        end = put(context, SALT, end, salt);
        end = put(context, SECRET, end, secret);
        put(context, DATA, end, data);
        context.setInt(PASSES, cost.passes());
        context.setInt(MEMORY, cost.memory());
        context.setInt(LANES, cost.lanes());
        context.setInt(THREADS, 1);
        context.setInt(VERSION, VERSION_13);
        context.setInt(FLAGS, CLEAR);
    }

    /** Writes the bytes, and a field's pointer to them with their number; returns where they end. */
    private static long put(Memory context, int field, long at, byte[] bytes) {
        context.write(at, bytes, 0, bytes.length);
        context.setPointer(field, context.share(at));
        context.setInt(field + POINTER, bytes.length);
        return at + bytes.length;
    }
}
