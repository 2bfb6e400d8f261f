package dev.gatehouse.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What counts as a client that is gone. */
class HangUpTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new HttpClosedException("Connection was closed"), true),
                Arguments.of(new StreamResetException(8), true),
                Arguments.of(new ClosedChannelException(), true),
                Arguments.of(new SocketException("Connection reset"), true),
                Arguments.of(new IOException("Connection reset by peer"), true),
                Arguments.of(new IOException("recvAddress(..) failed: Connection reset by peer"), true),
                Arguments.of(new IOException("Broken pipe"), true),
                Arguments.of(new IOException("Request too large"), false),
                Arguments.of(new FileNotFoundException("nowhere"), false),
                Arguments.of(new EOFException(), false),
                Arguments.of(new IllegalStateException("Connection reset"), false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void knowsHangUps(Throwable failure, boolean hangUp) {
        assertThat(HangUp.is(failure)).isEqualTo(hangUp);
    }
}
