package dev.gatehouse.messaging;

import java.util.Locale;

/** The languages that messages are written in. */
public enum Language {
    /** English: also for whoever asks for a language that is not here. */
    EN,
    /** German. */
    DE,
    /** Russian. */
    RU;

    /** The language of a BCP 47 tag ({@code de}, {@code de-AT}); English where it is none of these. */
    public static Language of(String locale) {
        String language = Locale.forLanguageTag(locale.trim().replace('_', '-')).getLanguage();
        for (Language candidate : values()) {
            if (candidate.tag().equals(language)) {
                return candidate;
            }
        }
        return EN;
    }

    /** The BCP 47 tag. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
