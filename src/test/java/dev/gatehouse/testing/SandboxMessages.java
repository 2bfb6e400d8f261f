package dev.gatehouse.testing;

import static io.restassured.RestAssured.given;

import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Message;
import dev.gatehouse.sandbox.Part;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** The mails and SMS that the packaged service sent, straight from the stack: the package has no {@code /sandbox}. */
public final class SandboxMessages {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private SandboxMessages() {}

    /**
     * Everything that was sent to one recipient so far.
     *
     * @param recipient a mail address, or a number in E.164
     * @return newest first
     */
    public static List<Message> to(String recipient) {
        String stack = EmbeddedServers.settings(Part.STEERING).get("quarkus.rest-client.sandbox.url");
        return given().baseUri(Objects.requireNonNull(stack))
                .queryParam("to", recipient)
                .get("/messages")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items", Message.class);
    }

    /**
     * Waits for the newest mail with a link.
     *
     * @param address whose mail
     * @return the link
     */
    public static String awaitLink(String address) {
        return Objects.requireNonNull(
                await(address, message -> message.link() != null).link());
    }

    /**
     * Waits for the newest SMS with a code.
     *
     * @param number whose SMS, in E.164
     * @return the six digits
     */
    public static String awaitCode(String number) {
        return Objects.requireNonNull(
                await(number, message -> message.code() != null).code());
    }

    /**
     * Waits for a message.
     *
     * @param recipient whose message
     * @param wanted what it must be like
     * @return the newest such message
     */
    public static Message await(String recipient, Predicate<Message> wanted) {
        return Awaitility.await("a message to the recipient")
                .atMost(PATIENCE)
                .until(() -> to(recipient).stream().filter(wanted).toList(), found -> !found.isEmpty())
                .get(0);
    }
}
