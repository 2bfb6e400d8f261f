package dev.gatehouse.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.platform.retention.RetentionRule;
import dev.gatehouse.testing.Identities;
import dev.gatehouse.testing.Pathway;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketRetentionTest {
    @Inject
    Desk desk;

    @Inject
    TicketRetention retention;

    @Test
    void closedOnesGoWithTheirMessagesAndOpenOnesStay() {
        // given three tickets of long ago, when nothing else was
        Pathway client = Pathway.registered();
        String closed = Desk.opened(client, "other");
        Desk.close(closed);
        desk.run("update ticket set closed_at = '2001-01-01Z' where id = $1", UUID.fromString(closed));
        String open = Desk.opened(client, "other");
        desk.run("update ticket set created_at = '2001-01-01Z' where id = $1", UUID.fromString(open));
        UUID stranger = UUID.randomUUID();
        desk.run(
                "insert into ticket (id, contact_email, topic, status, created_at, closed_at, last_message_at, last_message_by)"
                        + " values ($1, '" + Identities.email()
                        + "', 'other', 'closed', '2001-01-01Z', '2001-01-01Z', '2001-01-01Z', 'client')",
                stranger);
        RetentionRule clients = retention.rules().get(0);
        RetentionRule strangers = retention.rules().get(1);
        assertThat(clients.kept()).isEqualTo(Duration.ofDays(730));
        assertThat(strangers.kept()).isEqualTo(Duration.ofDays(180));

        // then each rule takes its own
        assertThat(run(clients, "2001-01-01T00:00:00Z")).isZero();
        assertThat(run(clients, "2001-01-02T00:00:00Z")).isEqualTo(1);
        assertThat(there(stranger)).isEqualTo(1);
        assertThat(run(strangers, "2001-01-02T00:00:00Z")).isEqualTo(1);
        assertThat(there(stranger)).isZero();
        assertThat(there(UUID.fromString(closed))).isZero();
        assertThat(desk.count("select count(*) from ticket_message where ticket_id = $1", UUID.fromString(closed)))
                .isZero();
        assertThat(there(UUID.fromString(open))).isEqualTo(1);
    }

    private int run(RetentionRule rule, String cutOff) {
        return desk.run(rule.delete(), Instant.parse(cutOff).atOffset(ZoneOffset.UTC));
    }

    private long there(UUID id) {
        return desk.count("select count(*) from ticket where id = $1", id);
    }
}
