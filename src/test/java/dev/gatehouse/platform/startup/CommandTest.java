package dev.gatehouse.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {

    @Test
    void withoutArgumentsItServes() {
        assertThat(Command.of()).isEqualTo(Command.SERVE);
    }

    @ParameterizedTest
    @CsvSource({"migrate, MIGRATE", "--help, HELP", "-h, HELP", "--version, VERSION"})
    void eachArgumentIsACommand(String argument, Command command) {
        assertThat(Command.of(argument)).isEqualTo(command);
        assertThat(Command.USAGE).contains(argument);
    }

    @ParameterizedTest
    @CsvSource({
        "serve, serve",
        "MIGRATE, MIGRATE",
        "'', ''",
        "migrate --version, --version",
        "migrate now, now",
        "now migrate, now"
    })
    void anythingElseIsUnknown(String arguments, String unknown) {
        String[] given = arguments.split(" ");

        assertThat(Command.of(given)).isNull();
        assertThat(Command.unknown(given))
                .isEqualTo("Gatehouse does not know the argument '" + unknown + "': see --help");
    }

    @Test
    void theLineStaysOne() {
        assertThat(Command.unknown("a\nb")).hasLineCount(1).contains("'a?b'");
    }
}
