package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.audit.AuditVerification.Anchor;
import dev.gatehouse.audit.AuditVerification.Break;
import dev.gatehouse.audit.AuditVerification.Report;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.persistence.Database;
import dev.gatehouse.platform.persistence.TestDatabases;
import dev.gatehouse.testing.OwnDatabase;
import dev.gatehouse.testing.Parallel;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A chain in a database of its own, that tests may break. */
class AuditVerificationTest {
    private static final int CONNECTIONS = 10;
    private static final UUID ACCOUNT = new UUID(7, 7);

    /** More than one batch. */
    private static final int ENTRIES = 1203;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static OwnDatabase own;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Vertx vertx;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Database database;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static AuditLog log;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static AuditVerification verification;

    @BeforeAll
    static void start() {
        own = OwnDatabase.create();
        migrate("11");
        actAsBefore();
        migrate("latest");
        vertx = Vertx.vertx();
        Pool pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(CONNECTIONS))
                .connectingTo(PgConnectOptions.fromUri(
                                Objects.requireNonNull(own.settings().get("quarkus.datasource.reactive.url")))
                        .setUser("gatehouse")
                        .setPassword("gatehouse"))
                .using(vertx)
                .build();
        database = TestDatabases.of(pool);
        Clock clock = Clock.systemUTC();
        log = new AuditLog(database, new Ids(), clock);
        verification = new AuditVerification(database);
        int before = own.number("select seq::int from audit_head");
        assertThat(before).as("what was recorded before").isEqualTo(2);
        for (int i = before; i < ENTRIES; i++) {
            await(log.record(act(i)));
        }
    }

    private static void migrate(String target) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(Objects.requireNonNull(own.settings().get("quarkus.datasource.jdbc.url")));
        source.setUser("gatehouse");
        source.setPassword("gatehouse");
        Flyway.configure(AuditVerificationTest.class.getClassLoader())
                .dataSource(source)
                .target(target)
                .load()
                .migrate();
    }

    /** Acts of the time when they had a table of their own, with more than ASCII. */
    private static void actAsBefore() {
        own.execute(
                "insert into account (id, email, email_key, locale, created_at) values (?, 'a@example.org', 'a@example.org', 'en', now())",
                ACCOUNT);
        String insert = "insert into staff_action (id, account_id, action, reason, finding, actor, created_at)"
                + " values (gen_random_uuid(), ?, 'suspend', ?, ?, 'key:1', clock_timestamp())";
        own.execute(insert, ACCOUNT, "Rückbuchung „4711“ – \"спам\"", "spam");
        own.execute(insert.replace("?, ?, 'key", "?, null, 'key"), ACCOUNT, "a reason");
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    @Test
    void aSoundChainIsIntact() {
        Report report = verify(null);

        assertThat(report.firstBreak()).isNull();
        assertThat(report.entries()).isEqualTo(own.number("select count(*)::int from audit_entry"));
        assertThat(report.entries()).isGreaterThanOrEqualTo(ENTRIES);
        assertThat(report.head()).hasSize(64);
    }

    @Test
    void whatStaffDidBeforeIsPartOfIt() {
        List<AuditTrail.Entry> before =
                await(new AuditTrail(database).newest("account:" + ACCOUNT, List.of("account.suspend"), 10));

        assertThat(before).hasSize(2);
        assertThat(before.get(1).detail().getString("reason")).isEqualTo("Rückbuchung „4711“ – \"спам\"");
        assertThat(before.get(1).detail().getString("finding")).isEqualTo("spam");
        assertThat(before.get(0).detail().getMap()).containsOnlyKeys("reason");
    }

    @Test
    void actsAtOnceFollowEachOther() {
        int before = own.number("select seq::int from audit_head");

        Parallel.times(
                50,
                () -> await(database.inTransaction(tx -> tx.query("select 1")
                        .execute()
                        .flatMap(any -> log.record(tx, act(0)))
                        .replaceWith(true))));

        assertThat(own.number("select seq::int from audit_head")).isEqualTo(before + 50);
        assertThat(verify(null).firstBreak()).isNull();
    }

    @Test
    void whatIsRolledBackLeavesNoGap() {
        int before = own.number("select seq::int from audit_head");

        assertThatThrownBy(() -> await(database.inTransaction(tx -> log.record(tx, act(0))
                        .flatMap(any -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(own.number("select seq::int from audit_head")).isEqualTo(before);
        await(log.record(act(1)));
        assertThat(verify(null).firstBreak()).isNull();
    }

    @Test
    void theServiceItselfCanChangeNothing() {
        for (String sql : List.of(
                "update audit_entry set actor = 'x' where seq = 5",
                "delete from audit_entry where seq = 5",
                "truncate audit_entry")) {
            assertThatThrownBy(() -> await(database.client().query(sql).execute()))
                    .as(sql)
                    .hasMessageContaining("append-only");
        }
        assertThat(verify(null).firstBreak()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "update audit_entry set actor = 'key:2' where seq = 700                     | 700 | changed",
                "update audit_entry set detail = concat(detail, ' ') where seq = 1           | 1   | changed",
                "update audit_entry set at = at + interval '1 millisecond' where seq = 600  | 600 | changed",
                "update audit_entry set at = at + interval '1 microsecond' where seq = 600  | 600 | changed",
                "update audit_entry set id = gen_random_uuid() where seq = 601              | 601 | changed",
                "update audit_entry set action = subject, subject = action where seq = 602  | 602 | changed",
                "update audit_entry set hash = previous where seq = 603                     | 603 | changed",
                "update audit_entry set previous = hash where seq = 603                     | 603 | changed",
                "delete from audit_entry where seq = 800                                    | 800 | missing",
                "delete from audit_entry where seq = 1                                      | 1   | missing",
                "delete from audit_entry where seq >= 1200                                  | 1200 | missing",
                "delete from audit_entry                                                    | 1   | missing",
                "update audit_entry set seq = 300000 - seq where seq in (901, 902)          | 901 | missing",
                "update audit_head set hash = decode(repeat('00', 32), 'hex')               | 0   | changed",
                "update audit_head set seq = seq - 1                                        | 0   | beyond_the_end",
            })
    void aTamperedChainIsFound(String tamper, long seq, String what) {
        long end = verify(null).entries();
        tampered(() -> own.execute(tamper), () -> assertBreak(verify(null), seq == 0 ? end : seq, what));
        assertThat(verify(null).firstBreak()).as("mended").isNull();
    }

    @Test
    void entriesThatChangedPlacesAreFound() {
        tampered(
                () -> {
                    own.execute("update audit_entry set seq = 900000 where seq = 901");
                    own.execute("update audit_entry set seq = 901 where seq = 902");
                    own.execute("update audit_entry set seq = 902 where seq = 900000");
                },
                () -> assertBreak(verify(null), 901, "changed"));
    }

    @Test
    void aWholeNewChainIsFoundByAnAnchor() {
        // given what the log said once
        Report then = verify(null);
        Anchor anchor = new Anchor(then.entries(), then.head());
        await(log.record(act(1)));
        assertThat(verify(anchor).firstBreak()).isNull();
        assertThat(verify(new Anchor(anchor.seq(), anchor.hash().toUpperCase(java.util.Locale.ROOT)))
                        .firstBreak())
                .isNull();

        // when somebody removes the end and the head says so
        tampered(
                () -> {
                    own.execute("delete from audit_entry where seq > 1000");
                    own.execute(
                            "update audit_head set seq = 1000, hash = (select hash from audit_entry where seq = 1000)");
                },
                () -> {
                    // then the chain is sound, and not the one that was
                    assertThat(verify(null).firstBreak()).isNull();
                    assertBreak(verify(anchor), 1001, "missing");
                });
        assertBreak(verify(new Anchor(500, anchor.hash())), 500, "not_the_anchor");
    }

    /** As somebody with every right; what was there comes back afterwards. */
    private static void tampered(Runnable tampering, Runnable look) {
        own.execute("create table kept as select * from audit_entry");
        own.execute("create table kept_head as select * from audit_head");
        own.execute("alter table audit_entry disable trigger all");
        try {
            tampering.run();
            look.run();
        } finally {
            own.execute("truncate audit_entry");
            own.execute("insert into audit_entry select * from kept");
            own.execute("delete from audit_head");
            own.execute("insert into audit_head select * from kept_head");
            own.execute("drop table kept, kept_head");
            own.execute("alter table audit_entry enable trigger all");
        }
    }

    private static void assertBreak(Report report, long seq, String what) {
        Break found = report.firstBreak();
        assertThat(found).isNotNull();
        assertThat(Objects.requireNonNull(found).what()).isEqualTo(what);
        assertThat(found.seq()).isEqualTo(seq);
    }

    private static Report verify(@Nullable Anchor anchor) {
        return await(verification.verify(anchor));
    }

    private static Act act(int number) {
        return new Act("key:1", "test.done", "test:" + number, new JsonObject().put("number", number));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
