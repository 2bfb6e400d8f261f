package dev.gatehouse.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.account.ImportedAccount;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the service's own rules for JSON. */
@QuarkusTest
class LineReaderTest {
    private static final String TIME = "2019-04-01T08:00:00Z";

    @Inject
    LineReader reader;

    @Test
    void readsAWholeClient() {
        ImportedAccount client = client(
                """
                {"externalId":"c-1","email":" Anna@Exämple.org ","phone":"0151 23456789","fullName":" Anna  Muster ",\
                "country":"DE","registeredAt":"2019-04-01T10:00:00.1239+02:00","emailVerified":true,"phoneVerified":true}""");

        assertThat(client.externalId()).isEqualTo("c-1");
        assertThat(client.email().typed()).isEqualTo("Anna@Exämple.org");
        assertThat(client.email().key()).isEqualTo("anna@xn--exmple-cua.org");
        assertThat(client.emailVerified()).isTrue();
        assertThat(client.phone()).isEqualTo("+4915123456789");
        assertThat(client.phoneClaimedVerified()).isTrue();
        assertThat(client.fullName()).isEqualTo("Anna  Muster");
        assertThat(client.country()).isEqualTo("DE");
        assertThat(client.locale()).isEqualTo("de");
        assertThat(client.registeredAt()).isEqualTo(Instant.parse("2019-04-01T08:00:00.123Z"));
    }

    @Test
    void readsTheLeastThatIsNeeded() {
        ImportedAccount client = client(
                "{\"externalId\":\"c-2\",\"email\":\"b@example.org\",\"phone\":null,\"fullName\":\"\",\"registeredAt\":\""
                        + TIME + "\",\"phoneVerified\":true}\r");

        assertThat(client.emailVerified()).isFalse();
        assertThat(client.phone()).isNull();
        assertThat(client.phoneClaimedVerified()).as("of no phone").isFalse();
        assertThat(client.fullName()).isNull();
        assertThat(client.country()).isNull();
        assertThat(client.locale()).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({"DE, de", "AT, de", "CH, de", "RU, ru", "KZ, ru", "FR, en", "US, en"})
    void takesTheLanguageOfTheCountry(String country, String locale) {
        assertThat(client(line("\"c\"", "\"a@example.org\"", '"' + TIME + "\",\"country\":\"" + country + '"'))
                        .locale())
                .isEqualTo(locale);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | malformed-request",
                "x | malformed-request",
                "[] | malformed-request",
                "null | malformed-request",
                "1 | malformed-request",
                "`\"text\"` | malformed-request",
                "{\"externalId\":\"c\"} {} | malformed-request",
                "{\"externalId\":\"c\",\"externalId\":\"d\"} | malformed-request",
                "{\"externalId\":\"c\",\"colour\":1} | malformed-request",
                "{\"externalId\":4711} | malformed-request",
                "{\"externalId\":\"c\",\"emailVerified\":\"true\"} | malformed-request",
                "{\"externalId\":\"c\",\"emailVerified\":1} | malformed-request",
                "{\"externalId\":\"c\",\"phone\":[\"1\"]} | malformed-request",
                "{} | external-id-required email-required registered-at-required",
            })
    void isStrict(String line, String codes) {
        assertThat(codes(line)).isEqualTo(codes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                // field | value | code
                "externalId | \"\" | not-an-external-id",
                "externalId | \"a b\" | not-an-external-id",
                "externalId | \"ä\" | not-an-external-id",
                "email | \"\" | not-an-email",
                "email | \"nobody\" | not-an-email",
                "email | \"a@b\" | not-an-email",
                "email | \"a b@example.org\" | not-an-email",
                "email | \"a\\u0000@example.org\" | not-an-email",
                "phone | \"12\" | not-a-phone-number",
                "phone | \"0151 23456789\" | not-a-phone-number",
                "phone | \"call me\" | not-a-phone-number",
                "phone | \"+4915123456789\" | -",
                "country | \"de\" | not-a-country",
                "country | \"XX\" | not-a-country",
                "country | \"\" | not-a-country",
                "fullName | \"a\\nb\" | not-a-name",
                "fullName | \"a\\u0000\" | not-a-name",
                "fullName | \"a\\ud800\" | not-a-name",
                "fullName | \"Анна 🙂\" | -",
                "registeredAt | \"2019-04-01\" | not-a-time",
                "registeredAt | \"2019-04-01T08:00Z\" | not-a-time",
                "registeredAt | \"2019-04-01T08:00:00\" | not-a-time",
                "registeredAt | \"2019-02-30T08:00:00Z\" | not-a-time",
                "registeredAt | \"1969-12-31T23:59:59Z\" | not-a-time",
                "registeredAt | \"2019-04-01t08:00:00z\" | -",
                "registeredAt | \"2999-01-01T00:00:00Z\" | in-the-future",
            })
    void checksEachField(String field, String value, @Nullable String code) {
        StringBuilder line = new StringBuilder("{\"" + field + "\":" + value);
        for (String[] other : new String[][] {
            {"externalId", "\"c\""}, {"email", "\"a@example.org\""}, {"registeredAt", '"' + TIME + '"'}
        }) {
            if (!other[0].equals(field)) {
                line.append(",\"").append(other[0]).append("\":").append(other[1]);
            }
        }

        assertThat(codes(line + "}")).isEqualTo(code == null ? "" : code);
    }

    @Test
    void theLimitsAreWhereTheyAre() {
        assertThat(codes(line('"' + "c".repeat(100) + '"', "\"a@example.org\"", '"' + TIME + '"')))
                .isEmpty();
        assertThat(codes(line('"' + "c".repeat(101) + '"', "\"a@example.org\"", '"' + TIME + '"')))
                .isEqualTo("not-an-external-id");
        String named = line("\"c\"", "\"a@example.org\"", '"' + TIME + "\",\"fullName\":\"%s\"");
        assertThat(codes(named.formatted("n".repeat(200)))).isEmpty();
        assertThat(codes(named.formatted("n".repeat(201)))).isEqualTo("not-a-name");
    }

    @Test
    void saysAllThatIsWrongAndOfWhom() {
        Entry entry = read(
                "{\"externalId\":\"c-9\",\"email\":\"secret-typo\",\"country\":\"Germany\",\"registeredAt\":\"yesterday\"}");

        assertThat(entry.errors())
                .extracting(LineError::code)
                .containsExactly("not-an-email", "not-a-country", "not-a-time");
        assertThat(entry.errors()).allSatisfy(error -> {
            assertThat(error.line()).isEqualTo(7);
            assertThat(error.externalId()).isEqualTo("c-9");
            assertThat(error.detail()).doesNotContain("secret", "Germany", "yesterday");
        });
    }

    @Test
    void aFieldThatDoesNotFitIsNamedAndAnUnknownOneIsNot() {
        assertThat(read("{\"country\":1}").errors().get(0).detail()).isEqualTo("country has the wrong type.");
        assertThat(read("{\"anna@example.org\":1}").errors().get(0).detail()).doesNotContain("anna");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin1 = line("\"c\"", "\"a@example.org\"", '"' + TIME + "\",\"fullName\":\"M\u00fcller\"")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reader.read(new LineSplitter.Line(1, latin1)).errors())
                .extracting(LineError::code)
                .containsExactly("malformed-request");
    }

    private static String line(String externalId, String email, String rest) {
        return "{\"externalId\":" + externalId + ",\"email\":" + email + ",\"registeredAt\":" + rest + "}";
    }

    private Entry read(String line) {
        return reader.read(new LineSplitter.Line(7, line.getBytes(StandardCharsets.UTF_8)));
    }

    private String codes(String line) {
        Entry entry = read(line);
        assertThat(entry.client() == null).isEqualTo(!entry.errors().isEmpty());
        return String.join(" ", entry.errors().stream().map(LineError::code).toList());
    }

    private ImportedAccount client(String line) {
        Entry entry = read(line);
        assertThat(entry.errors()).isEmpty();
        return Objects.requireNonNull(entry.client());
    }
}
