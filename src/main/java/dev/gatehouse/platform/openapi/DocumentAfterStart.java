package dev.gatehouse.platform.openapi;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the OpenAPI document made on a worker when the node has started, so that its processor is the start's alone. Who asks
 * for it before that makes it, or waits for the rest of it, a few hundredths of a second.
 */
@RunOnVirtualThread // see LateDocument
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class DocumentAfterStart {
    private static final Logger LOG = Logger.getLogger(DocumentAfterStart.class);
    private static final String PREPARATION = "prepareDocument";

    /** By then a native executable is long ready. */
    private static final Duration START = Duration.ofSeconds(1);

    private volatile @Nullable FutureTask<?> preparation;

    @AroundInvoke
    @Nullable Object prepareLater(InvocationContext call) throws Exception {
        if (call.getMethod().getName().equals(PREPARATION)) {
            Logged task = new Logged(call::proceed);
            preparation = task;
            var unused = Infrastructure.getDefaultWorkerPool().schedule(task, START.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        }
        FutureTask<?> planned = preparation;
        if (planned != null) {
            // Does nothing where it has begun.
            planned.run();
            planned.get();
        }
        return call.proceed();
    }

    private static final class Logged extends FutureTask<@Nullable Object> {
        Logged(Callable<@Nullable Object> preparation) {
            super(preparation);
        }

        @Override
        protected void setException(Throwable failure) {
            LOG.error("the OpenAPI document cannot be made", failure);
            super.setException(failure);
        }
    }
}
