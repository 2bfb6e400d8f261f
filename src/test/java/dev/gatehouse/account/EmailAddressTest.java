package dev.gatehouse.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ada@example.org, ada@example.org, example.org",
        "Ada.Lovelace@Example.ORG, ada.lovelace@example.org, example.org",
        "'  ada@example.org ', ada@example.org, example.org",
        "ada+hosting@example.org, ada+hosting@example.org, example.org",
        "a.d.a@example.org, a.d.a@example.org, example.org",
        "ada@münchen.example, ada@xn--mnchen-3ya.example, xn--mnchen-3ya.example",
        "ada@MÜNCHEN.example, ada@xn--mnchen-3ya.example, xn--mnchen-3ya.example",
        "ada@xn--mnchen-3ya.example, ada@xn--mnchen-3ya.example, xn--mnchen-3ya.example",
        "ada@ｅｘａｍｐｌｅ.org, ada@example.org, example.org",
        "ada@пример.рф, ada@xn--e1afmkfd.xn--p1ai, xn--e1afmkfd.xn--p1ai",
        "!#$%&*+/=?^_`{|}~-@example.org, !#$%&*+/=?^_`{|}~-@example.org, example.org",
        "1@a.b-c.de, 1@a.b-c.de, a.b-c.de",
    })
    void isComparedInOneForm(String input, String key, String domain) {
        EmailAddress address = EmailAddress.parse(input);

        assertThat(address).isNotNull();
        assertThat(Objects.requireNonNull(address).key()).isEqualTo(key);
        assertThat(address.domain()).isEqualTo(domain);
        assertThat(address.typed()).isEqualTo(input.strip());
    }

    static Stream<String> refused() {
        return Stream.of(
                "ada",
                "@example.org",
                "ada@",
                "ada@localhost",
                "ada@example",
                "ada@example.",
                "ada@example.org.",
                "ada@.example.org",
                "ada@example..org",
                "ada@-example.org",
                "ada@example-.org",
                "ada@exa_mple.org",
                "ada@192.0.2.1",
                "ada@[192.0.2.1]",
                "ada@[IPv6:2001:db8::1]",
                "ada@example.1",
                "ada@example.o",
                ".ada@example.org",
                "ada.@example.org",
                "a..da@example.org",
                "a da@example.org",
                "ada@exam ple.org",
                "a@da@example.org",
                "\"ada\"@example.org",
                "\"a b\"@example.org",
                "ada(comment)@example.org",
                "Ada <ada@example.org>",
                "ada@example.org,bob@example.org",
                "ada@example.org\r\nBcc: bob@example.org",
                "ada\u0000@example.org",
                "жена@example.org",
                "a".repeat(65) + "@example.org",
                "ada@" + "a".repeat(64) + ".org",
                "ada@" + "a.".repeat(124) + "org");
    }

    @ParameterizedTest
    @MethodSource("refused")
    @NullAndEmptySource
    void whatIsNoAddressIsRefused(String input) {
        assertThat(EmailAddress.parse(input)).isNull();
    }

    @Test
    void asLongAsTheStandardAllows() {
        String local = "a".repeat(64);
        String domain = ("b".repeat(45) + '.').repeat(4) + "e";
        String longest = local + '@' + domain + "x".repeat(254 - local.length() - 1 - domain.length());

        assertThat(longest).hasSize(254);
        assertThat(EmailAddress.parse(longest)).isNotNull();
        assertThat(EmailAddress.parse(longest + "x")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"ada@example.org, a***@example.org", "a@example.org, a***@example.org", "@example.org, ***", "ada, ***"
    })
    void isMasked(String address, String masked) {
        assertThat(EmailAddress.mask(address)).isEqualTo(masked);
    }
}
