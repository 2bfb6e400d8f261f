package dev.gatehouse.feed;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * An immutable index of e-mail domains. It is the snapshot's text itself with a hash table of positions beside it, so it
 * loads in one pass and costs few bytes a name. A hit is compared letter by letter: names that merely share a hash are
 * not taken for one another.
 *
 * <p>A slot of the table is 0 where it is empty, else the position of a name in the bits that a position needs, and bits
 * of the name's hash in the others, so that a look-up that meets a stranger rarely has to read its name.
 *
 * <p>The snapshot's text has a section a class, in the order {@code =block}, {@code =suspect}, {@code =relay}: that line,
 * then the names, one a line, in lower-case A-labels (RFC 5890). Every line ends with a line feed.
 */
public final class DisposableDomains {
    private static final DomainClass[] SECTIONS = {DomainClass.BLOCK, DomainClass.SUSPECT, DomainClass.RELAY};
    private static final int LONGEST_NAME = 253;
    private static final byte END = '\n';
    private static final int BLOCK = 512;
    private static final int RADIX = 31;

    private static final byte DOT = 1;
    private static final byte NO_NAME = 2;

    /** What each byte is in a name: a letter, digit, hyphen or underscore (0), {@link #DOT}, or {@link #NO_NAME}. */
    private static final byte[] KINDS = kinds();

    private final byte[] text;
    private final int[] table;
    private final int positions;
    private final int[] starts = new int[SECTIONS.length];
    private final int[] counts = new int[SECTIONS.length];

    private DisposableDomains(byte[] text) {
        this.text = text;
        this.table = new int[slots(text)];
        this.positions = -1 >>> Integer.numberOfLeadingZeros(text.length | 1);
        int section = -1;
        int end;
        for (int start = 0; start < text.length; start = end + 1) {
            if (text[start] == '=') {
                section++;
                expect(section < SECTIONS.length && matches(start + 1, SECTIONS[section].code(), 0), start);
                starts[section] = start;
                end = start + 1 + SECTIONS[section].code().length();
            } else {
                expect(section >= 0, start);
                end = add(start, section);
            }
        }
        expect(section == SECTIONS.length - 1, text.length);
    }

    /**
     * Makes an index of a snapshot. The array is kept, not copied: the caller must not write to it any more.
     *
     * @throws IllegalArgumentException if the text is no snapshot
     */
    public static DisposableDomains of(byte[] snapshot) {
        return new DisposableDomains(snapshot);
    }

    /** The snapshot that it was made of. */
    String text() {
        return new String(text, StandardCharsets.US_ASCII);
    }

    /**
     * What is known about a domain: the entry of that name, else of the nearest name above it; {@code x.mailinator.com}
     * is caught by {@code mailinator.com}, {@code notmailinator.com} is not. A mere suspicion makes nothing better: below
     * a name that is blocked it counts as blocked.
     *
     * @param domain in A-labels or U-labels, in upper or lower case, with or without the root's dot
     */
    public DomainClass classify(String domain) {
        String name = canonical(domain);
        DomainClass nearest = DomainClass.NONE;
        int hash = 0;
        int power = 1;
        for (int i = name.length() - 1; i >= 0; i--) {
            char c = name.charAt(i);
            if (c == '.') {
                nearest = nearer(find(name, i + 1, hash), nearest);
            }
            hash += c * power;
            power *= RADIX;
        }
        return nearer(find(name, 0, hash), nearest);
    }

    private static DomainClass nearer(DomainClass found, DomainClass above) {
        boolean suspicion = found == DomainClass.SUSPECT && above == DomainClass.BLOCK;
        return found == DomainClass.NONE || suspicion ? above : found;
    }

    /** How many names of a class there are. */
    public int count(DomainClass kind) {
        int section = Arrays.asList(SECTIONS).indexOf(kind);
        return section < 0 ? 0 : counts[section];
    }

    /** The memory that the index holds, in bytes, but for a few words. */
    public long bytes() {
        return text.length + 4L * table.length;
    }

    private DomainClass find(String name, int from, int hash) {
        int mixed = mix(hash);
        int slot = mixed & (table.length - 1);
        for (int entry = table[slot]; entry != 0; entry = table[slot]) {
            if (((entry ^ mixed) & ~positions) == 0 && matches(entry & positions, name, from)) {
                return kind(entry & positions);
            }
            slot = next(slot);
        }
        return DomainClass.NONE;
    }

    /**
     * Reads a name, checks it and puts it into the table, all in one pass; a method of a line each, since a virtual machine
     * that has just started compiles a method that is called often sooner than a loop that runs long.
     *
     * @return the position of the line feed
     */
    private int add(int start, int section) {
        int hash = 0;
        int seen = 0;
        int end = start;
        for (; end < text.length && text[end] != END; end++) {
            hash = hash * RADIX + text[end];
            seen |= KINDS[text[end] & 0xFF];
        }
        // A name without a dot would catch a whole top-level domain.
        expect(end < text.length && end - start <= LONGEST_NAME && seen == DOT, start);
        expect(text[start] != '.' && text[end - 1] != '.', start);
        counts[section] += put(start, end, hash);
        return end;
    }

    /** Puts a name into the table and says how many were added: none, if the name is there already. */
    private int put(int start, int end, int hash) {
        int mixed = mix(hash);
        int slot = mixed & (table.length - 1);
        for (int entry = table[slot]; entry != 0; entry = table[slot]) {
            if (((entry ^ mixed) & ~positions) == 0 && isAt(entry & positions, start, end)) {
                return 0;
            }
            slot = next(slot);
        }
        // No name is at 0, where the first section's line is: an entry is never taken for an empty slot.
        table[slot] = (mixed & ~positions) | start;
        return 1;
    }

    /** Whether the line at an earlier position is the same as that from start to end, its line feed included. */
    private boolean isAt(int earlier, int start, int end) {
        return Arrays.equals(text, earlier, earlier + end - start + 1, text, start, end + 1);
    }

    private DomainClass kind(int start) {
        int section = SECTIONS.length - 1;
        while (start < starts[section]) {
            section--;
        }
        return SECTIONS[section];
    }

    /** Whether the line that starts there is the end of that name. */
    private boolean matches(int start, String name, int from) {
        int length = name.length() - from;
        if (start + length >= text.length || text[start + length] != END) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[start + i] != name.charAt(from + i)) {
                return false;
            }
        }
        return true;
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    /** At least two slots a line, so that a look-up rarely meets a stranger. */
    private static int slots(byte[] text) {
        int lines = 1;
        for (int from = 0; from < text.length; from += BLOCK) {
            lines += lines(text, from, Math.min(from + BLOCK, text.length));
        }
        return Integer.highestOneBit(2 * lines - 1) << 1;
    }

    private static int lines(byte[] text, int from, int to) {
        int lines = 0;
        for (int i = from; i < to; i++) {
            lines += text[i] == END ? 1 : 0;
        }
        return lines;
    }

    /** Spreads a hash over all its bits: the lower ones choose the slot, the upper ones are compared. */
    private static int mix(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        return mixed ^ (mixed >>> 16);
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, NO_NAME);
        Arrays.fill(kinds, 'a', 'z' + 1, (byte) 0);
        Arrays.fill(kinds, '0', '9' + 1, (byte) 0);
        kinds['-'] = 0;
        kinds['_'] = 0;
        kinds['.'] = DOT;
        return kinds;
    }

    private static String canonical(String domain) {
        String name = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > 'z' || (c >= 'A' && c <= 'Z')) {
                return ascii(name);
            }
        }
        return name;
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return name.toLowerCase(Locale.ROOT); // no domain name, but what is above it may be one
        }
    }

    private static void expect(boolean condition, int position) {
        if (!condition) {
            throw new IllegalArgumentException("not a snapshot of disposable domains: byte " + position);
        }
    }
}
