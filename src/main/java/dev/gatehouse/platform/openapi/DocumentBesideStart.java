package dev.gatehouse.platform.openapi;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has the OpenAPI document made on a worker while the node starts. Who asks for it before that is done waits for the rest
 * of it, a few hundredths of a second.
 */
@RunOnVirtualThread // see LateDocument
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class DocumentBesideStart {
    private static final Logger LOG = Logger.getLogger(DocumentBesideStart.class);
    private static final String PREPARATION = "prepareDocument";

    private volatile @Nullable FutureTask<?> preparation;

    @AroundInvoke
    @Nullable Object prepareLater(InvocationContext call) throws Exception {
        if (call.getMethod().getName().equals(PREPARATION)) {
            Logged task = new Logged(call::proceed);
            preparation = task;
            Infrastructure.getDefaultWorkerPool().execute(task);
            return null;
        }
        FutureTask<?> begun = preparation;
        if (begun != null) {
            begun.get();
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
