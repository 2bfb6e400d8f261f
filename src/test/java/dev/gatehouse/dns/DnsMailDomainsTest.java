package dev.gatehouse.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.MovableClock;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsMailDomainsTest {
    private final MovableClock clock = new MovableClock();

    @ParameterizedTest
    @CsvSource({
        "mail.example,    EXCHANGER",
        "two.example,     EXCHANGER",
        "address.example, ADDRESS",
        "nullmx.example,  REFUSED",
        "oddnull.example, EXCHANGER",
        "dead.example,    NONE",
    })
    void tellsWhereMailGoes(String domain, MailRoute route) {
        FakeDns server = FakeDns.working()
                .withMail("mail.example")
                .with("two.example", "a.example", "b.example")
                .withAddress("address.example")
                .withAddress("nullmx.example")
                .with("nullmx.example", "")
                .with("oddnull.example", "", "mx.oddnull.example");

        assertThat(look(FakeDns.domains(clock, server), domain)).isEqualTo(route);
    }

    @Test
    void aServerThatDeniesTheSentinelsIsNotBelieved() {
        FakeDns server = FakeDns.empty().withMail("mail.example").with("nullmx.example", "");
        MailDomains domains = FakeDns.domains(clock, server);

        assertThat(look(domains, "mail.example")).isEqualTo(MailRoute.EXCHANGER);
        assertCannotTell(domains, "dead.example");
        assertCannotTell(domains, "nullmx.example");
        assertCannotTell(
                FakeDns.domains(clock, FakeDns.empty().failing("gmail.com").failing("outlook.com")), "x.example");
    }

    @ParameterizedTest
    @CsvSource({"gmail.com", "outlook.com"})
    void oneSentinelIsEnough(String sentinel) {
        assertThat(look(FakeDns.domains(clock, FakeDns.empty().withMail(sentinel)), "dead.example"))
                .isEqualTo(MailRoute.NONE);
    }

    @Test
    void theSentinelsAreAskedOnceAMinute() {
        FakeDns server = FakeDns.working();
        MailDomains domains = FakeDns.domains(clock, server);
        look(domains, "one.example");
        look(domains, "two.example");
        assertThat(server.asked("gmail.com")).isEqualTo(1);

        clock.advance(Duration.ofSeconds(61));
        look(domains, "three.example");

        assertThat(server.asked("gmail.com")).isEqualTo(2);
    }

    @Test
    void theNextServerIsAskedWhenOneFails() {
        FakeDns first = FakeDns.working().withMail("mail.example").broken(true);
        FakeDns second = FakeDns.working().withMail("mail.example").withMail("other.example");
        MailDomains domains = FakeDns.domains(clock, first, second);

        assertThat(look(domains, "mail.example")).isEqualTo(MailRoute.EXCHANGER);
        assertThat(look(domains, "other.example")).isEqualTo(MailRoute.EXCHANGER);

        assertThat(first.asked("other.example"))
                .as("the one that answered goes first")
                .isZero();
        first.broken(false);
        second.broken(true);
        assertThat(look(domains, "dead.example")).isEqualTo(MailRoute.NONE);
    }

    @Test
    void aServerThatIsNotBelievedIsFollowedByTheNext() {
        FakeDns cutOff = FakeDns.empty();
        FakeDns working = FakeDns.working().withMail("mail.example");

        assertThat(look(FakeDns.domains(clock, cutOff, working), "mail.example"))
                .isEqualTo(MailRoute.EXCHANGER);
    }

    @Test
    void aSingleServerIsAskedTwiceAndAnOutageIsNotKept() {
        FakeDns server = FakeDns.working().failing("mail.example");
        MailDomains domains = FakeDns.domains(clock, server);
        assertCannotTell(domains, "mail.example");
        assertThat(server.asked("mail.example")).isEqualTo(2);

        server.withMail("mail.example");

        assertThat(look(domains, "mail.example")).isEqualTo(MailRoute.EXCHANGER);
    }

    @ParameterizedTest
    @CsvSource({"mail.example, 3599, 1", "mail.example, 3601, 2", "dead.example, 299, 1", "dead.example, 301, 2"})
    void whatIsKnownIsNotAskedAgainForAWhile(String domain, long seconds, long asked) {
        FakeDns server = FakeDns.working().withMail("mail.example");
        MailDomains domains = FakeDns.domains(clock, server);
        MailRoute route = look(domains, domain);

        clock.advance(Duration.ofSeconds(seconds));

        assertThat(look(domains, domain)).isEqualTo(route);
        assertThat(server.asked(domain)).isEqualTo(asked);
    }

    @Test
    void aDomainIsLookedUpOnceHoweverManyAskAndWhoeverGivesUp() {
        // given
        List<UniEmitter<? super List<String>>> queries = new ArrayList<>();
        FakeDns server = FakeDns.working().waiting("slow.example", queries);
        MailDomains domains = FakeDns.domains(clock, server);
        var impatient = domains.route("slow.example").subscribe().withSubscriber(UniAssertSubscriber.create());
        var patient = domains.route("slow.example").subscribe().withSubscriber(UniAssertSubscriber.create());

        // when
        impatient.cancel();
        assertThat(queries).hasSize(1);
        queries.get(0).complete(List.of("mx.slow.example"));

        // then
        patient.assertCompleted().assertItem(MailRoute.EXCHANGER);
        impatient.assertNotTerminated();
        assertThat(look(domains, "slow.example")).isEqualTo(MailRoute.EXCHANGER);
        assertThat(server.asked("slow.example")).isEqualTo(1);
    }

    @Test
    void theCacheIsBounded() {
        RouteCache cache = new RouteCache(clock, 3);
        for (int i = 0; i < 10; i++) {
            cache.put("d" + i, MailRoute.EXCHANGER);
            cache.get("d0");
        }

        assertThat(cache.size()).isEqualTo(3);
        assertThat(cache.get("d0")).as("what is asked for stays").isEqualTo(MailRoute.EXCHANGER);
        assertThat(cache.get("d9")).isEqualTo(MailRoute.EXCHANGER);
        assertThat(cache.get("d5")).isNull();
    }

    private static MailRoute look(MailDomains domains, String domain) {
        return domains.route(domain).await().atMost(Duration.ofSeconds(5));
    }

    private static void assertCannotTell(MailDomains domains, String domain) {
        assertThatThrownBy(() -> look(domains, domain)).isInstanceOf(CannotTellException.class);
    }
}
