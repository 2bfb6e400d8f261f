package dev.gatehouse.kyc;

import dev.gatehouse.platform.startup.StartupCheck;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The providers by their ids. Refuses the start where the settings name one that there is not. */
@Singleton
class KycProviders implements StartupCheck {
    private final Map<String, KycProvider> byId = new TreeMap<>();
    private final String forNewCases;

    KycProviders(@All List<KycProvider> providers, KycSettings settings) {
        for (KycProvider provider : providers) {
            if (byId.put(provider.id(), provider) != null) {
                throw new IllegalStateException("two KYC providers are called " + provider.id());
            }
        }
        forNewCases = settings.provider();
    }

    /** Whose case it is: a case stays with the provider that it was opened for. */
    KycProvider of(KycCase opened) {
        KycProvider provider = byId.get(opened.provider());
        if (provider == null) {
            throw new IllegalStateException("there is no KYC provider " + opened.provider());
        }
        return provider;
    }

    @Override
    public Stream<String> problems() {
        return byId.containsKey(forNewCases)
                ? Stream.empty()
                : Stream.of("GATEHOUSE_KYC_PROVIDER is '" + forNewCases + "', which is none of "
                        + String.join(", ", byId.keySet()));
    }
}
