package dev.gatehouse.minfraud;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code minfraud_answer}: the newest answer of each service about an e-mail and an address, which stand there
 * as a keyed digest only. A new {@code GATEHOUSE_SECRET} makes every answer unknown.
 */
@ApplicationScoped
class AnswerStore {
    private static final String PURPOSE = "minfraud";

    private static final String FIND =
            """
            select minfraud_id, risk_score, facts, asked_at from minfraud_answer
            where subject = $1 and service = $2 and asked_at > $3""";

    private static final String KEEP =
            """
            insert into minfraud_answer (subject, service, minfraud_id, risk_score, facts, asked_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (subject, service) do update
            set minfraud_id = excluded.minfraud_id, risk_score = excluded.risk_score, facts = excluded.facts,
                asked_at = excluded.asked_at""";

    private final Database database;
    private final Clock clock;
    private final byte[] key;

    AnswerStore(Database database, Keyring keyring, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.key = keyring.key(PURPOSE);
    }

    /** The keyed digest of an e-mail and an address. */
    record Subject(Buffer digest) {
        @Override
        public String toString() {
            return "Subject[]";
        }
    }

    /** An answer and when it was asked for. */
    record Kept(RiskFacts facts, Instant askedAt) {}

    Subject subject(RiskQuery query) {
        return new Subject(Rows.bytes(Digests.hmac(
                key,
                query.emailKey().getBytes(StandardCharsets.UTF_8),
                query.address().bytes())));
    }

    /** The answer of that service, if it was asked for after that time; else a {@code null} item. */
    Uni<@Nullable Kept> find(Subject subject, MinFraudService service, Instant after) {
        return database.client()
                .preparedQuery(FIND)
                .execute(Tuple.of(subject.digest(), service.code(), Rows.time(after)))
                .map(rows -> Rows.first(rows, AnswerStore::read));
    }

    Uni<Void> keep(Subject subject, MinFraudService service, RiskFacts facts) {
        Tuple row = Tuple.from(List.of(
                subject.digest(),
                service.code(),
                facts.minFraudId(),
                facts.score(),
                facts.toJson(),
                Rows.time(clock.instant())));
        return database.client().preparedQuery(KEEP).execute(row).replaceWithVoid();
    }

    private static Kept read(Row row) {
        RiskFacts facts = RiskFacts.of(
                row.getString("minfraud_id"), row.getDouble("risk_score"), (JsonObject) row.getJson("facts"));
        return new Kept(facts, row.getOffsetDateTime("asked_at").toInstant());
    }
}
