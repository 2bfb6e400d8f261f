package dev.gatehouse.feed;

import java.net.IDN;
import java.util.Arrays;
import java.util.Locale;

/**
 * An immutable index of e-mail domains. It is the snapshot's text itself with a hash table of positions beside it, so it
 * loads in one pass and costs few bytes a name. A hit is compared letter by letter: names that merely share a hash are
 * not taken for one another.
 *
 * <p>The snapshot's text has a section a class, in the order {@code =block}, {@code =suspect}, {@code =relay}: that line,
 * then the names, one a line, in lower-case A-labels (RFC 5890). Every line ends with a line feed.
 */
public final class DisposableDomains {
    private static final DomainClass[] SECTIONS = {DomainClass.BLOCK, DomainClass.SUSPECT, DomainClass.RELAY};
    private static final int LONGEST_NAME = 253;
    private static final int EMPTY = -1;
    private static final byte END = '\n';

    private final byte[] text;
    private final int[] table;
    private final int[] starts = new int[SECTIONS.length];
    private final int[] counts = new int[SECTIONS.length];

    private DisposableDomains(byte[] text) {
        this.text = text;
        this.table = new int[slots(text)];
        Arrays.fill(table, EMPTY);
        int section = -1;
        int end;
        for (int start = 0; start < text.length; start = end + 1) {
            end = endOfLine(start);
            if (text[start] == '=') {
                section++;
                expect(section < SECTIONS.length && matches(start + 1, SECTIONS[section].code()), start);
                starts[section] = start;
            } else {
                expect(section >= 0 && isName(start, end), start);
                counts[section] += put(start, end);
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

    /**
     * What is known about a domain: the entry of that name, else of the nearest name above it; {@code x.mailinator.com}
     * is caught by {@code mailinator.com}, {@code notmailinator.com} is not.
     *
     * @param domain in A-labels or U-labels, in upper or lower case, with or without the root's dot
     */
    public DomainClass classify(String domain) {
        String name = canonical(domain);
        DomainClass nearest = DomainClass.NONE;
        int hash = 0;
        for (int i = name.length() - 1; i >= 0; i--) {
            char c = name.charAt(i);
            if (c == '.') {
                DomainClass found = find(name, i + 1, hash);
                nearest = found == DomainClass.NONE ? nearest : found;
            }
            hash = add(hash, c);
        }
        DomainClass found = find(name, 0, hash);
        return found == DomainClass.NONE ? nearest : found;
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
        for (int slot = slot(hash); table[slot] != EMPTY; slot = next(slot)) {
            int start = table[slot];
            if (matches(start, name, from)) {
                return kind(start);
            }
        }
        return DomainClass.NONE;
    }

    /** Puts a name into the table and says how many were added: none, if the name is there already. */
    private int put(int start, int end) {
        int hash = 0;
        for (int i = end - 1; i >= start; i--) {
            hash = add(hash, (char) text[i]);
        }
        int slot = slot(hash);
        for (; table[slot] != EMPTY; slot = next(slot)) {
            if (Arrays.equals(text, table[slot], endOfLine(table[slot]), text, start, end)) {
                return 0;
            }
        }
        table[slot] = start;
        return 1;
    }

    private DomainClass kind(int start) {
        int section = SECTIONS.length - 1;
        while (start < starts[section]) {
            section--;
        }
        return SECTIONS[section];
    }

    private boolean matches(int start, String word) {
        return matches(start, word, 0);
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

    private boolean isName(int start, int end) {
        if (end - start > LONGEST_NAME || end == start) {
            return false;
        }
        boolean dotted = false;
        for (int i = start; i < end; i++) {
            byte b = text[i];
            dotted |= b == '.';
            if ((b < 'a' || b > 'z') && (b < '0' || b > '9') && b != '.' && b != '-' && b != '_') {
                return false;
            }
        }
        // A name without a dot would catch a whole top-level domain.
        return dotted && text[start] != '.' && text[end - 1] != '.';
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length && text[end] != END) {
            end++;
        }
        expect(end < text.length, start);
        return end;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 15)) & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }

    /** At least two slots a line, so that a look-up rarely meets a stranger. */
    private static int slots(byte[] text) {
        int lines = 1;
        for (byte b : text) {
            lines += b == END ? 1 : 0;
        }
        return Integer.highestOneBit(2 * lines - 1) << 1;
    }

    private static int add(int hash, char c) {
        return hash * 31 + c;
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
            return name; // no domain name, so no list has it
        }
    }

    private static void expect(boolean condition, int position) {
        if (!condition) {
            throw new IllegalArgumentException("not a snapshot of disposable domains: byte " + position);
        }
    }
}
