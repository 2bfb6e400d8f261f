package dev.gatehouse.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.Wipe;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketPersonalDataTest {
    private final TicketPersonalData personal = new TicketPersonalData();

    @Inject
    Database database;

    @Test
    void aClientIsShownItsTicketsAndTheyGoWithIt() {
        // given
        Pathway client = Pathway.registered();
        Pathway other = Pathway.registered();
        Desk.answer(Desk.opened(client, "other"), "An answer.").then().statusCode(201);
        Desk.opened(client, "kyc_question");
        Desk.opened(other, "other");
        assertThat(personal.excerpts()).extracting(Excerpt::name).containsExactly("tickets", "ticketMessages");
        assertThat(shown(0, client.id())).isEqualTo(2);
        assertThat(shown(1, client.id())).isEqualTo(3);

        // when
        for (Wipe wipe : personal.wipes()) {
            database.client().preparedQuery(wipe.statement()).executeAndAwait(Tuple.of(client.id()));
        }

        // then
        assertThat(shown(0, client.id())).isZero();
        assertThat(shown(1, client.id())).isZero();
        assertThat(shown(1, other.id())).isEqualTo(1);
    }

    private int shown(int excerpt, UUID account) {
        return database.client()
                .preparedQuery(personal.excerpts().get(excerpt).query())
                .executeAndAwait(Tuple.of(account))
                .size();
    }
}
