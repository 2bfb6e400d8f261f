package dev.gatehouse.kyc.sumsub;

import dev.gatehouse.kyc.KycSettings;
import dev.gatehouse.platform.startup.StartupCheck;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses to start with Sumsub as the provider and no way to ask it, or to believe it. */
@Singleton
class SumsubStartup implements StartupCheck {
    private final KycSettings kyc;
    private final SumsubSettings settings;

    SumsubStartup(KycSettings kyc, SumsubSettings settings) {
        this.kyc = kyc;
        this.settings = settings;
    }

    @Override
    public Stream<String> problems() {
        if (!kyc.provider().equals(SumsubProvider.ID)) {
            return Stream.empty();
        }
        Map<String, Optional<String>> required = new LinkedHashMap<>();
        required.put("APP_TOKEN", settings.appToken());
        required.put("SECRET_KEY", settings.secretKey());
        required.put("WEBHOOK_SECRET", settings.webhookSecret());
        required.put("LEVEL", settings.level());
        return required.entrySet().stream()
                .filter(setting ->
                        setting.getValue().filter(text -> !text.isBlank()).isEmpty())
                .map(setting -> "GATEHOUSE_KYC_SUMSUB_" + setting.getKey()
                        + " is missing: GATEHOUSE_KYC_PROVIDER is sumsub, which needs it");
    }
}
