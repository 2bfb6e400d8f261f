package dev.gatehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailFoldTest {
    @ParameterizedTest
    @CsvSource({
        // Gmail: dots mean nothing, plus tags are dropped, two names for one domain
        "anna.muster@gmail.com, annamuster@gmail.com",
        "a.n.n.a+shop@googlemail.com, anna@gmail.com",
        "anna+a+b@gmail.com, anna@gmail.com",
        "+tag@gmail.com, +tag@gmail.com",
        // plus tags alone
        "anna.muster+x@outlook.com, anna.muster@outlook.com",
        "anna+x@hotmail.co.uk, anna@hotmail.co.uk",
        "anna+x@live.nl, anna@live.nl",
        "anna-b_c+x@mailbox.org, anna-b_c@mailbox.org",
        "anna+x@zoho.com, anna@zoho.com",
        "anna+x@posteo.de, anna@posteo.de",
        // Apple: three domains, one mailbox
        "anna.m+x@me.com, anna.m@icloud.com",
        "anna.m@mac.com, anna.m@icloud.com",
        // Proton: dots, hyphens and underscores mean nothing
        "an.na_m-u+x@protonmail.com, annamu@proton.me",
        "annamu@pm.me, annamu@proton.me",
        // Yandex: hyphens are dots
        "anna.muster+x@ya.ru, anna-muster@yandex.ru",
        "anna-muster@yandex.com, anna-muster@yandex.ru",
        // Fastmail: anything at the name's subdomain
        "shop@anna.fastmail.com, anna@fastmail.com",
        "anna+shop@fastmail.com, anna@fastmail.com",
        "anna.muster@fastmail.fm, anna.muster@fastmail.fm",
        // nothing is known of these: every spelling is somebody
        "anna.muster+x@example.org, anna.muster+x@example.org",
        "an.na+x@gmail.com.example.org, an.na+x@gmail.com.example.org",
        "an.na+x@mail.gmail.com, an.na+x@mail.gmail.com",
        "anna+x@notgmail.com, anna+x@notgmail.com",
        "anna+x@outlook.example, anna+x@outlook.example",
        "anna+x@xn--mller-kva.de, anna+x@xn--mller-kva.de",
        // a name that folds to nothing stays
        "...+x@gmail.com, ...+x@gmail.com",
        "-_-@proton.me, -_-@proton.me"
    })
    void foldsWhatReachesOneMailbox(String key, String folded) {
        assertThat(EmailFold.of(key)).isEqualTo(folded);
        assertThat(EmailFold.of(folded)).as("folded once is folded").isEqualTo(folded);
    }
}
