package dev.gatehouse.platform.redis;

import static dev.gatehouse.testing.RedisNode.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.OwnRedis;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(20)
class RedisClientsTest {
    @RegisterExtension
    static final OwnRedis REDIS = new OwnRedis();

    private final Vertx vertx = Vertx.vertx();
    private RedisClients clients;

    @BeforeEach
    void configure() {
        clients = REDIS.clients();
    }

    @AfterEach
    void close() {
        clients.close();
        await(Uni.createFrom().completionStage(vertx.close().toCompletionStage()));
    }

    @Test
    void answersOnTheEventLoopThatAsked() {
        List<Context> loops =
                IntStream.range(0, 4).mapToObj(i -> vertx.getOrCreateContext()).toList();
        ConcurrentLinkedQueue<Thread> asked = new ConcurrentLinkedQueue<>();

        for (Context loop : loops) {
            Thread answered = await(on(loop, Uni.createFrom().deferred(() -> {
                        asked.add(Thread.currentThread());
                        return clients.send(Request.cmd(Command.PING));
                    }))
                    .map(pong -> Thread.currentThread()));

            assertThat(answered).isEqualTo(asked.poll());
        }
    }

    @Test
    void anEventLoopMakesOneClient() {
        // given
        Context loop = vertx.getOrCreateContext();
        await(on(loop, clients.send(Request.cmd(Command.PING))));
        int before = connections();

        // when a request, whose context is a duplicate, asks on the same event loop
        await(on(((ContextInternal) loop).duplicate(), clients.send(Request.cmd(Command.PING))));

        // then
        assertThat(connections()).isEqualTo(before);
    }

    @Test
    void anyOtherThreadAsksToo() {
        assertThat(await(clients.send(Request.cmd(Command.PING))).toString()).isEqualTo("PONG");
    }

    @Test
    void sendsManyOverOneConnection() {
        // given
        Context loop = vertx.getOrCreateContext();
        int before = connections();

        // when
        List<Response> answers = await(on(loop, clients.send(List.of(echo("a"), echo("b"), echo("c")))));

        // then
        assertThat(answers).extracting(Response::toString).containsExactly("a", "b", "c");
        assertThat(connections()).isEqualTo(before + 1);
    }

    @Test
    void failsWhenOneOfManyFails() {
        Request increment = Request.cmd(Command.INCR).arg("text");
        REDIS.send(Command.SET, "text", "none");

        assertThatThrownBy(() -> await(clients.send(List.of(echo("a"), increment, echo("c")))))
                .hasMessageContaining("not an integer");
    }

    @Test
    void knowsNothingBeforeTheFrameworkDoes() {
        assertThatThrownBy(() -> new ConfiguredRedis().options()).isInstanceOf(IllegalStateException.class);
    }

    private static Request echo(String text) {
        return Request.cmd(Command.ECHO).arg(text);
    }

    private static int connections() {
        return REDIS.send(Command.CLIENT, "LIST").toString().split("\n", -1).length;
    }

    /** Subscribes on that context. */
    private static <T> Uni<T> on(Context context, Uni<T> uni) {
        return uni.runSubscriptionOn(task -> context.runOnContext(any -> task.run()));
    }
}
