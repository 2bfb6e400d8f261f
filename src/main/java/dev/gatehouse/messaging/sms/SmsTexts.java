package dev.gatehouse.messaging.sms;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of every SMS in English; German and Russian stand in {@code messages/sms_*.properties}. With the default
 * brand each fits one segment: 160 characters, in Russian 70; only the Russian notice takes two.
 */
@MessageBundle(value = "sms", locale = "en")
interface SmsTexts {
    @Message("{code} is your {brand} code. It is valid for 10 minutes. Never share it.")
    String verificationCode(String code, String brand);

    @Message(
            "The phone number of your {brand} account was changed. If this was not you, set a new password right away and contact us.")
    String phoneChanged(String brand);
}
