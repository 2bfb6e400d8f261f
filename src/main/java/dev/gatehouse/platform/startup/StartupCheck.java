package dev.gatehouse.platform.startup;

import java.util.stream.Stream;

/**
 * Looks at what only the assembled application can tell (a configured id without a class, say). Every bean of this type
 * is asked before the first request is taken; any problem refuses the start. Settings that can be judged by themselves
 * are judged earlier, by {@link SettingsCheck}.
 */
public interface StartupCheck {
    /** One line a problem: what is wrong, and what to do. Empty if all is well; never the value of a secret. */
    Stream<String> problems();
}
