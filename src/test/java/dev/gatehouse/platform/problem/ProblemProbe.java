package dev.gatehouse.platform.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource that fails in every way, for {@link ProblemTest}. */
@Path("/probe")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProblemProbe {
    static final String INTERNAL = "select secret from java.lang.Exception";

    /** A constraint's own code. */
    @FieldCode("must-be-accepted")
    interface MustBeAccepted extends Payload {}

    /** A nested object. */
    public record Item(@NotBlank String name, @Nullable @Max(3) Integer count) {}

    /** A body with one of everything. */
    public record Body(
            @NotBlank @Size(max = 5) String text,
            @Nullable @Email String email,
            @Nullable @Pattern(regexp = "[a-z]+") String word,
            @Nullable @Size(min = 2) String shorty,
            @Nullable @AssertTrue(payload = MustBeAccepted.class) Boolean accept,
            @Nullable @Valid List<Item> items,
            @Nullable BigDecimal amount,
            @Nullable Integer number,
            @Nullable Instant at) {}

    @POST
    @Path("/body")
    public Uni<Body> body(@NotNull @Valid Body body) {
        return Uni.createFrom().item(body);
    }

    @GET
    @Path("/parameters")
    public Map<String, String> parameters(
            @QueryParam("page-size") @Max(200) @Nullable Integer size,
            @HeaderParam("Idempotency-Key") @Size(max = 5) @Nullable String key) {
        return Map.of("ok", "yes");
    }

    @GET
    @Path("/refusal/{code}")
    public Uni<String> refusal(@PathParam("code") ErrorCode code) {
        return Uni.createFrom().failure(Refusal.of(code));
    }

    @GET
    @Path("/failure/{kind}")
    public Uni<String> failure(@PathParam("kind") String kind) {
        return Uni.createFrom().failure(make(kind));
    }

    @GET
    @Path("/thrown/{kind}")
    public String thrown(@PathParam("kind") String kind) throws Throwable {
        throw make(kind);
    }

    @GET
    @Path("/time")
    public Map<String, Instant> time() {
        return Map.of("at", Instant.parse("2026-01-02T03:04:05.678901234Z"));
    }

    static Throwable make(String kind) {
        return switch (kind) {
            case "unauthorized" -> new UnauthorizedException(INTERNAL);
            case "authentication" -> new AuthenticationFailedException(new IllegalStateException(INTERNAL));
            case "forbidden" -> new ForbiddenException(INTERNAL);
            case "connection" -> new RuntimeException(new ConnectException(INTERNAL));
            case "closed" -> ClosedConnectionException.INSTANCE;
            case "shutdown" -> new PgException(INTERNAL, "FATAL", "57P01", INTERNAL);
            case "constraint" -> new PgException(INTERNAL, "ERROR", "23505", INTERNAL);
            case "linkage" -> new NoClassDefFoundError(INTERNAL);
            default -> new IllegalStateException(INTERNAL);
        };
    }
}
