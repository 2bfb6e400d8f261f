package dev.gatehouse.sandbox.stack;

import dev.gatehouse.sandbox.Message;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an SMS as its receiver does. */
final class SmsText {

    private static final Pattern CODE = Pattern.compile("(?<!\\d)\\d{6}(?!\\d)");

    private SmsText() {}

    static Message received(String to, String text, Clock clock) {
        Matcher code = CODE.matcher(text);
        String number = to.startsWith("+") ? to : "+" + to;
        return new Message("sms", number, null, text, null, code.find() ? code.group() : null, clock.instant());
    }
}
