package dev.gatehouse.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.platform.phone.PhoneNumbersFactory;
import dev.gatehouse.platform.problem.FieldError;
import dev.gatehouse.platform.problem.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryValuesTest {
    private final EntryValues values = new EntryValues(PhoneNumbersFactory.make());

    @ParameterizedTest
    @CsvSource({
        "EMAIL,  Anna@Example.ORG,          anna@example.org",
        "EMAIL,  ' anna@example.org ',      anna@example.org",
        "EMAIL,  anna+x@bücher.example,     anna+x@xn--bcher-kva.example",
        "EMAIL,  A.nna+shop@GoogleMail.com, anna@gmail.com",
        "DOMAIN, Example.NET,               example.net",
        "DOMAIN, Mail.Bücher.example,       mail.xn--bcher-kva.example",
        "DOMAIN, xn--bcher-kva.example,     xn--bcher-kva.example",
        "PHONE,  +49 151 23456789,          +4915123456789",
        "PHONE,  +49 (0)151 2345-6789,      +4915123456789",
        "IP,     81.2.69.160,               81.2.69.160",
        "IP,     ::ffff:81.2.69.160,        81.2.69.160",
        "IP,     2A02:0DB9:0:0::1,          2a02:db9::1",
        "IP,     2a02:db9::1%eth0,          2a02:db9::1",
        "CIDR,   81.2.69.0/24,              81.2.69.0/24",
        "CIDR,   81.2.69.160,               81.2.69.160/32",
        "CIDR,   81.0.0.0/8,                81.0.0.0/8",
        "CIDR,   ::ffff:81.2.0.0/112,       81.2.0.0/16",
        "CIDR,   2A02:0DB9::/32,            2a02:db9::/32",
        "CIDR,   2a02::/16,                 2a02::/16",
        "CIDR,   192.0.0.0/8,               192.0.0.0/8",
        "DEVICE, ' d-7F3a9c ',              d-7F3a9c",
    })
    void haveOneForm(EntryKind kind, String typed, String value) {
        assertThat(values.normal(kind, typed)).isEqualTo(value);
        assertThat(values.normal(kind, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "EMAIL,  example.org,            not-an-email",
        "EMAIL,  anna@localhost,         not-an-email",
        "DOMAIN, com,                    not-a-domain",
        "DOMAIN, @example.net,           not-a-domain",
        "DOMAIN, *.example.net,          not-a-domain",
        "DOMAIN, .example.net,           not-a-domain",
        "DOMAIN, example.net.,           not-a-domain",
        "DOMAIN, anna@example.net,       not-a-domain",
        "DOMAIN, 81.2.69.160,            not-a-domain",
        "PHONE,  0151 23456789,          not-a-phone-number",
        "PHONE,  +49,                    not-a-phone-number",
        "PHONE,  anna,                   not-a-phone-number",
        "IP,     81.2.69.0/24,           not-an-address",
        "IP,     81.2.69,                not-an-address",
        "IP,     example.net,            not-an-address",
        "IP,     10.0.0.1,               not-global",
        "IP,     ::1,                    not-global",
        "IP,     ::ffff:127.0.0.1,       not-global",
        "CIDR,   81.2.69.160/24,         host-bits",
        "CIDR,   2a02:db9::1/64,         host-bits",
        "CIDR,   81.2.69.0/33,           not-a-network",
        "CIDR,   81.2.69.0/,             not-a-network",
        "CIDR,   all,                    not-a-network",
        "CIDR,   0.0.0.0/0,              too-wide",
        "CIDR,   80.0.0.0/7,             too-wide",
        "CIDR,   ::/0,                   too-wide",
        "CIDR,   2a00::/15,              too-wide",
        "CIDR,   ::ffff:0.0.0.0/96,      too-wide",
        "CIDR,   10.0.0.0/8,             not-global",
        "CIDR,   192.168.1.0/24,         not-global",
        "CIDR,   fe80::/64,              not-global",
    })
    void areRefusedWhereTheyAreNone(EntryKind kind, String typed, String code) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> values.normal(kind, typed));

        assertThat(refusal.code().code()).isEqualTo("validation-failed");
        assertThat(refusal.errors())
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("/value", code));
        assertThat(refusal.errors().get(0).detail()).doesNotContain(typed);
    }

    @Test
    void aDeviceIsAsLongAsItsHeaderMayBe() {
        assertThat(values.normal(EntryKind.DEVICE, "d".repeat(128))).hasSize(128);
        assertThat(catchThrowableOfType(Refusal.class, () -> values.normal(EntryKind.DEVICE, "d".repeat(129)))
                        .errors())
                .extracting(FieldError::code)
                .containsExactly("too-long");
    }
}
