package dev.gatehouse.platform.problem;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

/**
 * The methods that the path of the current request knows, which a 405 has to tell (RFC 9110, section 15.5.6); the
 * framework leaves them out, so they are read from its own table of routes.
 */
final class AllowedMethods {
    private AllowedMethods() {}

    /** Tells them, where it is a 405 that does not do so yet. */
    static Refusal told(Refusal refusal) {
        if (refusal.code() != ErrorCode.METHOD_NOT_ALLOWED || refusal.headers().containsKey("Allow")) {
            return refusal;
        }
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request == null ? refusal : refusal.withHeader("Allow", String.join(", ", of(request)));
    }

    private static SortedSet<String> of(ResteasyReactiveRequestContext request) {
        SortedSet<String> methods = new TreeSet<>();
        String path = request.getPathWithoutPrefix();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(request.getDeployment().getClassMappers());
        for (@Nullable RequestMatch<InitialMatch> match = classes.map(path);
                match != null;
                match = classes.continueMatching(path, match)) {
            for (ServerRestHandler handler : match.value.handlers) {
                if (handler instanceof ClassRoutingHandler routes) {
                    add(methods, routes.getMappers(), match.remaining.isEmpty() ? "/" : match.remaining);
                }
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return methods;
    }

    private static void add(
            SortedSet<String> methods, Map<String, RequestMapper<RuntimeResource>> routes, String remaining) {
        routes.forEach((method, paths) -> {
            // Without a method, it is a locator of resources.
            if (method != null && paths.map(remaining) != null) {
                methods.add(method);
            }
        });
    }
}
