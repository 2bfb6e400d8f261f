package dev.gatehouse.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.gatehouse.account.EmailAddress;
import dev.gatehouse.account.ImportedAccount;
import dev.gatehouse.platform.id.Ids;
import dev.gatehouse.platform.phone.PhoneNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one line of a file of clients, as strictly as any request is read. Asks nobody. */
@ApplicationScoped
class LineReader {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> GERMAN = Set.of("DE", "AT", "CH", "LI");
    private static final Set<String> RUSSIAN = Set.of("RU", "BY", "KZ");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\x21-\\x7E]{1,100}");
    private static final Pattern RFC_3339 = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d\\d:\\d\\d)",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 200;

    private final ObjectReader json;
    private final PhoneNumbers phones;
    private final Ids ids;
    private final Clock clock;

    LineReader(ObjectMapper json, PhoneNumbers phones, Ids ids, Clock clock) {
        this.json = json.readerFor(ClientLine.class);
        this.phones = phones;
        this.ids = ids;
        this.clock = clock;
    }

    /** The client on the line, or all that is wrong with it. */
    Entry read(LineSplitter.Line line) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            return rejected(line.number(), null, LineProblem.TOO_LONG);
        }
        ClientLine read;
        try {
            read = json.readValue(bytes);
        } catch (JsonProcessingException e) {
            return Entry.rejected(
                    line.number(),
                    List.of(new LineError(line.number(), null, LineProblem.MALFORMED.code(), detail(e))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read == null ? rejected(line.number(), null, LineProblem.MALFORMED) : check(line.number(), read);
    }

    private static Entry rejected(int line, @Nullable String externalId, LineProblem problem) {
        return Entry.rejected(line, List.of(LineError.of(line, externalId, problem)));
    }

    private Entry check(int line, ClientLine read) {
        List<LineProblem> problems = new ArrayList<>();
        String externalId = externalId(read.externalId(), problems);
        EmailAddress email = email(read.email(), problems);
        String country = country(read.country(), problems);
        String phone = phone(read.phone(), country, problems);
        String name = name(read.fullName(), problems);
        Instant registeredAt = time(read.registeredAt(), problems);
        if (externalId == null || email == null || registeredAt == null || !problems.isEmpty()) {
            return Entry.rejected(
                    line,
                    problems.stream()
                            .map(problem -> LineError.of(line, externalId, problem))
                            .toList());
        }
        return Entry.valid(
                line,
                new ImportedAccount(
                        ids.next(),
                        externalId,
                        email,
                        Boolean.TRUE.equals(read.emailVerified()),
                        phone,
                        phone != null && Boolean.TRUE.equals(read.phoneVerified()),
                        name,
                        country,
                        language(country),
                        registeredAt));
    }

    private static @Nullable String externalId(@Nullable String text, List<LineProblem> problems) {
        if (text == null) {
            problems.add(LineProblem.NO_EXTERNAL_ID);
            return null;
        }
        if (!EXTERNAL_ID.matcher(text).matches()) {
            problems.add(LineProblem.NOT_AN_EXTERNAL_ID);
            return null;
        }
        return text;
    }

    private static @Nullable EmailAddress email(@Nullable String text, List<LineProblem> problems) {
        if (text == null) {
            problems.add(LineProblem.NO_EMAIL);
            return null;
        }
        EmailAddress email = isPlain(text.strip()) ? EmailAddress.parse(text) : null;
        if (email == null) {
            problems.add(LineProblem.NOT_AN_EMAIL);
        }
        return email;
    }

    private static @Nullable String country(@Nullable String text, List<LineProblem> problems) {
        if (text == null || COUNTRIES.contains(text)) {
            return text;
        }
        problems.add(LineProblem.NOT_A_COUNTRY);
        return null;
    }

    private @Nullable String phone(@Nullable String text, @Nullable String country, List<LineProblem> problems) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String phone = phones.parse(text, country);
        if (phone == null) {
            problems.add(LineProblem.NOT_A_PHONE_NUMBER);
        }
        return phone;
    }

    private static @Nullable String name(@Nullable String text, List<LineProblem> problems) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String name = text.strip();
        if (name.length() > LONGEST_NAME || !isPlain(name)) {
            problems.add(LineProblem.NOT_A_NAME);
            return null;
        }
        return name;
    }

    private @Nullable Instant time(@Nullable String text, List<LineProblem> problems) {
        if (text == null) {
            problems.add(LineProblem.NO_TIME);
            return null;
        }
        Instant time = instant(text);
        if (time == null || time.isBefore(Instant.EPOCH)) {
            problems.add(LineProblem.NOT_A_TIME);
            return null;
        }
        if (time.isAfter(clock.instant())) {
            problems.add(LineProblem.IN_THE_FUTURE);
        }
        return time;
    }

    private static @Nullable Instant instant(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT))
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** No control characters, and no half of a surrogate pair, which no UTF-8 can hold. */
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(each -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE);
    }

    /** The language that clients of a country are most likely to read, of those that messages are written in. */
    private static String language(@Nullable String country) {
        if (country == null) {
            return "en";
        }
        if (GERMAN.contains(country)) {
            return "de";
        }
        return RUSSIAN.contains(country) ? "ru" : "en";
    }

    private static String detail(JsonProcessingException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "The line has a field that is not known.";
        }
        String field = failure instanceof MismatchedInputException mismatch ? field(mismatch) : null;
        return field == null ? LineProblem.MALFORMED.detail() : field + " has the wrong type.";
    }

    /** The field of a value that does not fit, which is one that we know. */
    private static @Nullable String field(JsonMappingException failure) {
        return failure.getPath().isEmpty() ? null : failure.getPath().get(0).getFieldName();
    }
}
