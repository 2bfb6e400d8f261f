package dev.gatehouse.testing;

import dev.gatehouse.platform.redis.RedisClients;
import dev.gatehouse.platform.redis.TestRedis;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Redis Cluster of three masters of one test class, empty before each of its tests: a static field with {@code
 * @RegisterExtension}.
 */
public final class OwnRedisCluster implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final int MASTERS = 3;

    /** Redis Cluster specification, "Key distribution model". */
    private static final int SLOTS = 16_384;

    private final List<RedisNode> masters = new ArrayList<>();
    private @Nullable Vertx vertx;

    @Override
    public void beforeAll(ExtensionContext context) {
        vertx = Vertx.vertx();
        for (int i = 0; i < MASTERS; i++) {
            masters.add(RedisNode.start(vertx, "cluster-enabled yes", "cluster-config-file nodes.conf"));
        }
        for (int i = 0; i < MASTERS; i++) {
            RedisNode master = masters.get(i);
            cluster(master, "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            cluster(
                    master,
                    Stream.concat(
                                    Stream.of("ADDSLOTS"),
                                    IntStream.range(SLOTS * i / MASTERS, SLOTS * (i + 1) / MASTERS)
                                            .mapToObj(Integer::toString))
                            .toArray(String[]::new));
            cluster(master, "MEET", "127.0.0.1", port(masters.get(0)));
        }
        Awaitility.await("a cluster of three").atMost(Duration.ofSeconds(30)).until(() -> masters.stream()
                .allMatch(OwnRedisCluster::isComplete));
    }

    private RedisOptions clusterOptions() {
        RedisOptions options = RedisNode.pooled().setType(RedisClientType.CLUSTER);
        masters.forEach(master -> options.addConnectionString(master.url()));
        return options;
    }

    private static boolean isComplete(RedisNode master) {
        String info = cluster(master, "INFO").toString();
        return info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:" + MASTERS);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        masters.forEach(master -> master.send(Command.FLUSHALL));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        masters.forEach(RedisNode::close);
        RedisNode.await(Objects.requireNonNull(vertx).close());
    }

    /** Clients of the cluster, as the service has them where {@code QUARKUS_REDIS_CLIENT_TYPE} is {@code cluster}. */
    public RedisClients clients() {
        return TestRedis.clients(Objects.requireNonNull(vertx), clusterOptions());
    }

    /** The masters; what is asked of one is asked of it alone. */
    public List<RedisNode> masters() {
        return List.copyOf(masters);
    }

    /** The master that holds a key. */
    public RedisNode holderOf(String key) {
        return masters.stream()
                .filter(master -> master.keys().contains(key))
                .findFirst()
                .orElseThrow();
    }

    /** Begins to move a key's slot: the keys are with the new master already, the slot still is with the old one. */
    public Move move(String key) {
        RedisNode from = holderOf(key);
        RedisNode to = masters.get((masters.indexOf(from) + 1) % MASTERS);
        String slot = cluster(from, "KEYSLOT", key).toString();
        cluster(to, "SETSLOT", slot, "IMPORTING", id(from));
        cluster(from, "SETSLOT", slot, "MIGRATING", id(to));
        for (Response each : cluster(from, "GETKEYSINSLOT", slot, "100")) {
            from.send(Command.MIGRATE, "127.0.0.1", port(to), each.toString(), "0", "5000");
        }
        return new Move(slot, from, to);
    }

    /** A slot on its way from one master to another. */
    public record Move(String slot, RedisNode from, RedisNode to) {
        /** Gives the slot to the new master. */
        public void complete() {
            cluster(to, "SETSLOT", slot, "NODE", id(to));
            cluster(from, "SETSLOT", slot, "NODE", id(to));
        }
    }

    private static String id(RedisNode master) {
        return cluster(master, "MYID").toString();
    }

    private static String port(RedisNode master) {
        return Integer.toString(master.port());
    }

    private static Response cluster(RedisNode master, String... arguments) {
        return master.send(Command.CLUSTER, arguments);
    }
}
