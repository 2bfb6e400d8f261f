package dev.gatehouse.feed.tor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.feed.UnreadableSourceException;
import dev.gatehouse.platform.web.ClientAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorDocumentTest {
    private static final String BULK =
            """
            # a comment

            192.0.2.1
              198.51.100.7\t
            2001:DB8:0:0::A
            ::ffff:203.0.113.9
            192.0.2.1
            """;
    private static final String EXIT_ADDRESSES =
            """
            @type tordnsel 1.0
            Downloaded 2026-11-22 21:02:03
            ExitNode 0011BD2485AD45D984EC4159C88FC066E5E3300E
            Published 2026-11-22 20:46:43
            LastStatus 2026-11-22 21:00:00
            ExitAddress 192.0.2.1 2026-11-22 21:10:24
            ExitAddress 198.51.100.7 2026-11-20 03:10:24
            ExitNode 00DE71A7A3C1A0C5AB4D4DE2D8AA5AA54B8AC2BB
            Published 2026-11-22 20:46:43
            LastStatus 2026-11-22 21:00:00
            ExitAddress 2001:db8::a 2026-11-22 21:10:24
            ExitAddress 203.0.113.9
            """;
    private static final String DETAILS =
            """
            {"version":"8.0","build_revision":null,"relays_published":"2026-11-22 21:00:00","relays":[
            {"fingerprint":"A","or_addresses":["192.0.2.1:9001","[2001:db8::a]:9001"],"flags":["Exit","Running"],
             "exit_addresses":["198.51.100.7"],"exit_policy_summary":{"accept":["80","443"]},"observed_bandwidth":1},
            {"exit_addresses":["203.0.113.9"],"fingerprint":"B","or_addresses":["192.0.2.200:9001"],"flags":["Guard"]},
            {"or_addresses":["192.0.2.201:443"],"exit_addresses":null},
            {}
            ],"bridges_published":"2026-11-22 21:00:00","bridges":[{"or_addresses":["192.0.2.202:1"],"flags":["Exit"]}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {BULK, EXIT_ADDRESSES, DETAILS})
    void everyFormatListsTheSame(String document) {
        // when
        Listing listing = TorDocument.read(document);

        // then
        assertThat(texts(listing)).containsExactly("192.0.2.1", "198.51.100.7", "2001:db8::a", "203.0.113.9");
        assertThat(listing.foreign()).isZero();
        assertThat(listing.malformed()).isZero();
    }

    @Test
    void linesMayEndAsOnOtherSystemsDo() {
        assertThat(TorDocument.read(BULK.replace("\n", "\r\n"))).isEqualTo(TorDocument.read(BULK));
        assertThat(TorDocument.read(EXIT_ADDRESSES.replace("\n", "\r\n"))).isEqualTo(TorDocument.read(BULK));
    }

    @Test
    void oneAddressIsOneHoweverItIsWritten() {
        // when
        Listing listing = TorDocument.read("2001:db8::1\n2001:DB8::1\n2001:0db8:0:0:0:0:0:1\n2001:db8::1%eth0\n");

        // then
        assertThat(texts(listing)).containsExactly("2001:db8::1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "127.0.0.1",
                "100.64.0.1",
                "169.254.1.1",
                "::1",
                "fe80::1%eth0",
                "fd00::1",
                "::ffff:192.168.1.1",
                "224.0.0.1"
            })
    void whatIsNotGlobalIsDroppedAndCounted(String address) {
        // given
        List<String> documents = List.of(
                "192.0.2.1\n" + address + "\n",
                "ExitAddress 192.0.2.1 2026-11-22 21:10:24\nExitAddress " + address + " 2026-11-22 21:10:24\n",
                "{\"relays\":[{\"exit_addresses\":[\"192.0.2.1\",\"" + address + "\"]}]}");

        for (String document : documents) {
            // when
            Listing listing = TorDocument.read(document);

            // then
            assertThat(texts(listing)).containsExactly("192.0.2.1");
            assertThat(listing.foreign()).isOne();
            assertThat(listing.malformed()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>",
                "not found",
                "192.0.2.256",
                "192.0.2",
                "192.0.2.1 and more",
                "192.0.2.1:9001",
                "example.org",
                "2001:db8::g",
                "ExitAddress",
                "ExitAddress example.org 2026-11-22 21:10:24",
                "ExitNode",
                "[\"192.0.2.1\"]",
            })
    void whatIsNoAddressIsCounted(String line) {
        // when
        Listing listing = TorDocument.read("192.0.2.1\n" + line + "\n");

        // then
        assertThat(texts(listing)).containsExactly("192.0.2.1");
        assertThat(listing.malformed()).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.5                 | 192.0.2.5",
                "[2001:db8::5]             | 2001:db8::5",
                "[2001:db8::5]:443         | 2001:db8::5",
                "[::ffff:192.0.2.5]:443    | 192.0.2.5",
            })
    void aRelaysAddressMayComeWithItsPort(String orAddress, String expected) {
        // when
        Listing listing =
                TorDocument.read("{\"relays\":[{\"flags\":[\"Exit\"],\"or_addresses\":[\"" + orAddress + "\"]}]}");

        // then
        assertThat(texts(listing)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"relays\":{}}",
                "{\"relays\":null}",
                "{\"relays\":[1]}",
                "{\"relays\":[{\"flags\":\"Exit\"}]}",
                "{\"relays\":[{\"exit_addresses\":[{}]}]}",
                "{\"relays\":[]} trailing",
                "{\"relays\":[]}{}",
                "{\"bridges\":[{\"relays\":[]}]}",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]],\"relays\":[]}",
                "{no json}"
            })
    void whatIsNotOnionoosIsRefused(String document) {
        assertThatThrownBy(() -> TorDocument.read(document)).isInstanceOf(UnreadableSourceException.class);
    }

    /** Wherever it is cut, nothing of it is taken for a list. */
    @Test
    void aTruncatedDocumentIsRefused() {
        String document = DETAILS.strip();
        List<Integer> taken = IntStream.range(1, document.length())
                .filter(end -> isRead(document.substring(0, end)))
                .boxed()
                .toList();

        assertThat(taken).isEmpty();
    }

    @Test
    void anEmptyDocumentListsNothing() {
        assertThat(TorDocument.read("").exits()).isEmpty();
        assertThat(TorDocument.read("\n\n# none\n").exits()).isEmpty();
        assertThat(TorDocument.read("{\"relays\":[]}").exits()).isEmpty();
    }

    private static boolean isRead(String document) {
        try {
            TorDocument.read(document);
            return true;
        } catch (UnreadableSourceException e) {
            return false;
        }
    }

    private static List<String> texts(Listing listing) {
        return listing.exits().stream().map(ClientAddress::text).sorted().collect(Collectors.toList());
    }
}
