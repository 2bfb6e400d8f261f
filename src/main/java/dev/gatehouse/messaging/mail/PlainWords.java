package dev.gatehouse.messaging.mail;

import java.util.regex.Pattern;

/**
 * Makes text that a client gave fit for a mail to somebody else: an attacker registers other people's addresses to have
 * us send them his words. No control or formatting characters, nothing that a mail program would turn into a link, and
 * not long. Escaping for HTML is the template's.
 */
final class PlainWords {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");
    private static final Pattern LINK_LIKE = Pattern.compile(
            "\\S*(?:://|www\\.|@|[\\p{L}\\p{N}-][.\\u3002\\uFF0E\\uFF61][\\p{L}])\\S*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private PlainWords() {}

    /** The text without what could mislead, at most {@code max} characters; may be empty. */
    static String of(String text, int max) {
        String visible = INVISIBLE.matcher(text).replaceAll(" ");
        String unlinked = LINK_LIKE.matcher(visible).replaceAll(" ");
        String words = SPACES.matcher(unlinked).replaceAll(" ").strip();
        if (words.codePointCount(0, words.length()) <= max) {
            return words;
        }
        return words.substring(0, words.offsetByCodePoints(0, max - 1)).strip() + '…';
    }
}
