package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.gatehouse.kyc.ProviderEvent.Kind;
import dev.gatehouse.testing.Facts;
import dev.gatehouse.testing.Parallel;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider tells, in every order that it may come in. */
@QuarkusTest
class ProviderInboxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

    @Inject
    KycClients clients;

    @Inject
    ProviderEvents inbox;

    @Inject
    Facts facts;

    /** Each event is {@code KIND@seconds}, with {@code #id} where it is not the first of its own. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            SUBMITTED@1,                                    in_review, in_review
            SUBMITTED@1 APPROVED@2,                         approved,  approved
            APPROVED@2,                                     approved,  approved
            APPROVED@2 SUBMITTED@1,                         approved,  approved
            APPROVED@2 SUBMITTED@3,                         approved,  approved
            SUBMITTED@1 REJECTED@2,                         rejected,  rejected
            REJECTED@2,                                     rejected,  rejected
            SUBMITTED@1 MORE_WANTED@2,                      required,  required
            MORE_WANTED@2,                                  required,  required
            SUBMITTED@1 MORE_WANTED@2 SUBMITTED@3,          in_review, in_review
            SUBMITTED@1 SUBMITTED@3 MORE_WANTED@2,          in_review, in_review
            SUBMITTED@1 MORE_WANTED@2 APPROVED@3,           approved,  approved
            SUBMITTED@1 APPROVED@3 MORE_WANTED@2,           approved,  approved
            APPROVED@2 MORE_WANTED@3,                       approved,  approved
            APPROVED@2 REJECTED@3,                          rejected,  rejected
            APPROVED@3 REJECTED@2,                          approved,  approved
            APPROVED@2 SUBMITTED@9 REJECTED@3,              rejected,  rejected
            REJECTED@2 APPROVED@3,                          rejected,  rejected
            SUBMITTED@1#a APPROVED@2 SUBMITTED@1#a,         approved,  approved
            SUBMITTED@1#a MORE_WANTED@2 SUBMITTED@1#a,      required,  required
            SUBMITTED@1#a MORE_WANTED@2 SUBMITTED@3#a,      required,  required
            SUBMITTED@2 APPROVED@2,                         approved,  approved
            APPROVED@2 SUBMITTED@2,                         approved,  approved
            APPROVED@2 REJECTED@2,                          rejected,  rejected
            """)
    void anEventMovesTheCaseOnceAndInTheProvidersOrder(String told, String caseStatus, String account) {
        // given
        Applicant applicant = applicant();

        // when
        for (String event : told.split(" ", -1)) {
            applicant.tell(event);
        }

        // then
        applicant.client().account().body("kyc", equalTo(account));
        assertThat(clients.texts(
                        "select status from kyc_case where account_id = $1",
                        applicant.client().id()))
                .containsExactly(caseStatus);
        assertThat(facts.count(
                        "select count(*) from account where id = $1 and kyc_passed_until > now() + interval '364 days'",
                        applicant.client().id()))
                .isEqualTo(account.equals("approved") ? 1 : 0);
    }

    @Test
    void nobodyKnownChangesNothing() {
        Applicant applicant = applicant();

        tell(new ProviderEvent("manual", "e-" + UUID.randomUUID(), "nobody", START, Kind.REJECTED, null));
        tell(new ProviderEvent("another", "e-" + UUID.randomUUID(), applicant.id(), START, Kind.REJECTED, null));

        applicant.client().account().body("kyc", equalTo("required"));
    }

    @Test
    void theSameEventManyTimesAtOnceIsTakenOnce() {
        Applicant applicant = applicant();

        Parallel.times(4, () -> {
            applicant.tell("APPROVED@2#once");
            return true;
        });

        applicant.client().account().body("kyc", equalTo("approved"));
        assertThat(clients.mails(applicant.client())).containsExactly("kyc_approved");
        assertThat(history(applicant)).containsExactly("opened", "approve");
    }

    @Test
    void moreWantedIsToldToTheClientInTheProvidersWords() {
        Applicant applicant = applicant();
        applicant.tell("SUBMITTED@1");

        tell(new ProviderEvent(
                "manual",
                "m-" + applicant.id(),
                applicant.id(),
                START.plusSeconds(2),
                Kind.MORE_WANTED,
                "Again, please."));

        applicant.client().call().get("/kyc").then().body("message", equalTo("Again, please."));
        assertThat(clients.mails(applicant.client())).containsExactly("kyc_more_wanted");
    }

    @Test
    void aLateRejectionStopsWhoWasLetThrough() {
        // given
        Applicant applicant = applicant();
        applicant.tell("APPROVED@2");
        applicant.client().order().then().statusCode(201);

        // when
        applicant.tell("REJECTED@3");

        // then
        assertThat(applicant.client().order().jsonPath().getString("code")).isEqualTo("kyc-required");
        assertThat(clients.mails(applicant.client())).containsExactly("kyc_approved", "kyc_rejected");
        assertThat(history(applicant)).containsExactly("opened", "approve", "revoke");
    }

    @Test
    void aLateRejectionLeavesWhoIsUnderKycAnewToThatCase() {
        // given
        Applicant applicant = applicant();
        applicant.tell("APPROVED@2");
        KycClients.staff()
                .body(Map.of("action", "require_kyc", "reason", "again"))
                .post("/staff/accounts/{id}/actions", applicant.client().id())
                .then()
                .statusCode(200);

        // when
        applicant.tell("REJECTED@3");

        // then
        applicant.client().account().body("kyc", equalTo("required"));
        assertThat(clients.texts(
                        "select status from kyc_case where account_id = $1 order by id",
                        applicant.client().id()))
                .containsExactly("rejected", "required");
        assertThat(clients.mails(applicant.client())).containsExactly("kyc_approved", "kyc_required");
    }

    @Test
    void whatStaffHaveClosedStaysClosedAndStaffSeeWhatWasTold() {
        // given
        Applicant applicant = applicant();
        KycClients.staff()
                .body(Map.of("action", "clear_kyc", "reason", "we met"))
                .post("/staff/accounts/{id}/actions", applicant.client().id())
                .then()
                .statusCode(200);

        // when
        applicant.tell("REJECTED@3");
        applicant.tell("SUBMITTED@4");

        // then
        applicant.client().account().body("kyc", equalTo("approved"));
        assertThat(history(applicant)).containsExactly("opened", "clear", "unheeded");
    }

    private List<String> history(Applicant applicant) {
        return clients.texts(
                "select e.event from kyc_case_event e join kyc_case c on c.id = e.case_id where c.account_id = $1"
                        + " order by e.id",
                applicant.client().id());
    }

    /** A client who has a case with a provider. */
    private final class Applicant {
        private final Pathway client;
        private final String id = "applicant-" + UUID.randomUUID();
        private int told;

        Applicant(Pathway client) {
            this.client = client;
            clients.lead(client, "manual", id);
        }

        Pathway client() {
            return client;
        }

        String id() {
            return id;
        }

        void tell(String text) {
            String[] parts = text.split("[@#]", -1);
            String event = parts.length == 3 ? parts[2] : "e" + told++;
            ProviderInboxTest.this.tell(new ProviderEvent(
                    "manual",
                    id + '/' + event,
                    id,
                    START.plusSeconds(Long.parseLong(parts[1])),
                    Kind.valueOf(parts[0]),
                    null));
        }
    }

    private Applicant applicant() {
        return new Applicant(clients.underKyc());
    }

    private void tell(ProviderEvent event) {
        inbox.apply(event).await().atMost(PATIENCE);
    }
}
