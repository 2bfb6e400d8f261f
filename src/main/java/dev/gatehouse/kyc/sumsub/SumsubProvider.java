package dev.gatehouse.kyc.sumsub;

import dev.gatehouse.account.Account;
import dev.gatehouse.kyc.KycCase;
import dev.gatehouse.kyc.KycProvider;
import dev.gatehouse.messaging.Language;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Sumsub as a KYC provider: the client shows its documents there, and Sumsub tells the outcome by webhook. */
@ApplicationScoped
class SumsubProvider implements KycProvider {
    /** The name in the settings, in the table and in the webhook's path. */
    static final String ID = "sumsub";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final SumsubApi api;

    SumsubProvider(SumsubApi api) {
        this.api = api;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean takesDocumentsHere() {
        return false;
    }

    @Override
    public Uni<Started> start(KycCase opened, Account account) {
        String known = opened.applicantId();
        Uni<String> applicant =
                known == null ? api.applicant(opened.id()) : Uni.createFrom().item(known);
        return applicant
                .flatMap(id -> api.link(
                                opened.id(), Language.of(account.locale()).tag())
                        .map(link -> new Started(id, link)))
                .onFailure(SumsubException.class)
                .transform(
                        away -> Refusal.of(ErrorCode.KYC_PROVIDER_UNAVAILABLE).retryAfter(RETRY_AFTER));
    }
}
