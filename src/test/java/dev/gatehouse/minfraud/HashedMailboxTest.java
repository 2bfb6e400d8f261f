package dev.gatehouse.minfraud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashedMailboxTest {
    @ParameterizedTest
    @CsvSource({
        "anna@example.org,           anna@example.org",
        "anna+shop@example.org,      anna@example.org",
        "+anna@example.org,          +anna@example.org",
        "anna-shop@example.org,      anna-shop@example.org",
        "anna-shop@yahoo.com,        anna@yahoo.com",
        "anna+shop@yahoo.com,        anna+shop@yahoo.com",
        "an.na@example.org,          an.na@example.org",
        "a.n.na+x@gmail.com,         anna@gmail.com",
        "a.nna@googlemail.com,       anna@gmail.com",
        "anna@xn--mller-kva.example, anna@xn--mller-kva.example",
    })
    void isTheMailboxBehindTheAddress(String key, String mailbox) {
        assertThat(HashedMailbox.of(key)).isEqualTo(mailbox);
    }
}
