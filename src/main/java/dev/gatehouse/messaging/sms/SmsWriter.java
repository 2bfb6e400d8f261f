package dev.gatehouse.messaging.sms;

import dev.gatehouse.messaging.BrandSettings;
import dev.gatehouse.messaging.Language;
import dev.gatehouse.messaging.Sms;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import jakarta.enterprise.context.ApplicationScoped;

/** Words an SMS in the reader's language. */
@ApplicationScoped
class SmsWriter {
    private final String brand;

    SmsWriter(BrandSettings settings) {
        this.brand = settings.brand();
    }

    String write(Sms sms) {
        SmsTexts texts = MessageBundles.get(
                SmsTexts.class, Localized.Literal.of(Language.of(sms.locale()).tag()));
        return switch (sms.kind()) {
            case VERIFICATION_CODE -> {
                String code = sms.values().get(Sms.CODE);
                if (code == null) {
                    throw new IllegalArgumentException("an SMS with a code needs a code");
                }
                yield texts.verificationCode(code, brand);
            }
            case PHONE_CHANGED -> texts.phoneChanged(brand);
        };
    }
}
