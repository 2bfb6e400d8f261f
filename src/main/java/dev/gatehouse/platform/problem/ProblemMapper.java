package dev.gatehouse.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers every failure of a resource with a problem. Types for which the framework has a mapper of its own are named
 * here too, since the nearest type wins.
 */
public class ProblemMapper {
    /** Before the framework's. */
    private static final int FIRST = 1;

    /** Anything at all. */
    @ServerExceptionMapper(
            value = {
                Throwable.class,
                NotFoundException.class,
                ValidationException.class,
                ConstraintViolationException.class,
                ResteasyReactiveViolationException.class,
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidDefinitionException.class,
                UnauthorizedException.class,
                ForbiddenException.class,
                AuthenticationFailedException.class,
                AuthenticationCompletionException.class
            })
    @Priority(FIRST)
    public Response any(Throwable failure, RoutingContext routing) {
        Refusal refusal = AllowedMethods.told(Failures.read(failure));
        FailureLog.log(failure, refusal, routing);
        ProblemAnswer answer = ProblemAnswer.of(refusal, RequestIdHeader.of(routing));
        Response.ResponseBuilder response =
                Response.status(answer.problem().status()).entity(answer.problem());
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            response.header(header.getKey(), header.getValue());
        }
        return response.build();
    }

    /** JAX-RS's own; one that is no error (a redirect) passes as it is. */
    @ServerExceptionMapper
    @Priority(FIRST)
    public Response http(WebApplicationException failure, RoutingContext routing) {
        Response response = failure.getResponse();
        return response.getStatus() < 400 ? response : any(failure, routing);
    }
}
