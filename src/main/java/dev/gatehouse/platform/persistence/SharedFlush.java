package dev.gatehouse.platform.persistence;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * Has the statements that are sent in one turn of the event loop, such as those that one answer of PostgreSQL leads to,
 * leave in one packet: the driver flushes each of them for itself, which wakes PostgreSQL's process once for each
 * statement of {@link Pipelined}. The driver has no option for it.
 */
final class SharedFlush {
    private static final boolean ALSO_OUTSIDE_OF_READS = true;

    private SharedFlush() {}

    /** For a connection that has just been made, before the pool has it. */
    static void on(SqlConnection connection) {
        pipeline(connection)
                .addFirst(new FlushConsolidationHandler(
                        FlushConsolidationHandler.DEFAULT_EXPLICIT_FLUSH_AFTER_FLUSHES, ALSO_OUTSIDE_OF_READS));
    }

    static ChannelPipeline pipeline(SqlConnection connection) {
        Connection socket = ((SqlConnectionInternal) connection).unwrap().unwrap();
        return ((SocketConnectionBase) socket).socket().channelHandlerContext().pipeline();
    }
}
