package dev.gatehouse.velocity;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is counted in sliding windows, in one step. Its text shows no personal data, so that it may be logged.
 *
 * @param value what it is, such as an address or a device id; stored as a keyed digest only
 * @param length the length of its windows
 * @param windows its windows, at least one
 */
public record Subject(String value, Duration length, List<Window> windows) {
    /**
     * One window of a subject.
     *
     * @param name what is counted: kebab-case, unique in the service, stands in the key
     * @param part the part of the subject that is counted, stored as a keyed digest only; {@code null} for all of it
     */
    public record Window(String name, @Nullable String part) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Keeps a copy of the windows. */
    public Subject {
        windows = List.copyOf(windows);
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("a subject without a window");
        }
    }

    /** A subject with one window. */
    public static Subject of(String name, String value, Duration length) {
        return new Subject(value, length, List.of(new Window(name, null)));
    }

    @Override
    public String toString() {
        return "Subject" + windows;
    }
}
