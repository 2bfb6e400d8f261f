package dev.gatehouse.messaging.sms;

/** The default alphabet of SMS (3GPP TS 23.038, section 6.2.1): 160 characters a segment instead of 70. */
final class Gsm7 {
    private static final String ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
            + "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà" + "^{}\\[~]|€";

    private Gsm7() {}

    /** Whether the alphabet, with its extension table, has every character of the text. */
    static boolean holds(String text) {
        return text.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
    }
}
