package dev.gatehouse.kyc.sumsub;

import dev.gatehouse.messaging.Outages;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The three calls of Sumsub's API that are needed. A case is one applicant there, with the case's id as its external user
 * id: so each new case is looked at anew, and nothing there names the client. Each call may be made again. Whatever is not
 * the wanted answer fails with a {@link SumsubException}.
 */
@ApplicationScoped
class SumsubApi {
    private static final Logger LOG = Logger.getLogger(SumsubApi.class);
    private static final Pattern APPLICANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Set<Integer> DONE = Set.of(200, 201);
    private static final int CONFLICT = 409;
    private static final String PARTY = "sumsub";
    private static final int MAX_LINK = 2_000;

    /** How long the link is good, in seconds: a client that comes later asks for another. */
    private static final int LINK_LIFETIME = 1_800;

    private final SumsubSettings settings;
    private final SumsubHttp http;
    private final Outages outages;

    SumsubApi(SumsubSettings settings, SumsubHttp http, Outages outages) {
        this.settings = settings;
        this.http = http;
        this.outages = outages;
    }

    /**
     * The id of the applicant of a case; where there is none, it is created
     * (<a href="https://docs.sumsub.com/reference/create-applicant">Create applicant</a>).
     */
    Uni<String> applicant(UUID caseId) {
        return call(() -> http.send(
                        HttpMethod.POST,
                        "/resources/applicants?levelName="
                                + encoded(settings.level().orElseThrow()),
                        new JsonObject()
                                .put("externalUserId", caseId.toString())
                                .toBuffer()))
                .flatMap(reply -> reply.status() == CONFLICT
                        ? find(caseId)
                        : Uni.createFrom().item(reply))
                .map(SumsubApi::wanted)
                .map(reply -> applicantId(reply.text("id")))
                .invoke(() -> outages.answered(PARTY))
                .onFailure(SumsubException.class)
                .invoke(this::note);
    }

    /** <a href="https://docs.sumsub.com/reference/get-applicant-data-via-externaluserid">Get applicant data</a>. */
    private Uni<Reply> find(UUID caseId) {
        return http.send(HttpMethod.GET, "/resources/applicants/-;externalUserId=" + caseId + "/one", Buffer.buffer());
    }

    /**
     * The address where the client goes on, in its language
     * (<a href="https://docs.sumsub.com/reference/generate-websdk-external-link">Generate external WebSDK link</a>).
     */
    Uni<String> link(UUID caseId, String language) {
        return call(() -> http.send(
                        HttpMethod.POST,
                        "/resources/sdkIntegrations/levels/-/websdkLink?lang=" + encoded(language),
                        new JsonObject()
                                .put("levelName", settings.level().orElseThrow())
                                .put("userId", caseId.toString())
                                .put("ttlInSecs", LINK_LIFETIME)
                                .toBuffer()))
                .map(SumsubApi::wanted)
                .map(reply -> address(reply.text("url")))
                .invoke(() -> outages.answered(PARTY))
                .onFailure(SumsubException.class)
                .invoke(this::note);
    }

    private Uni<Reply> call(Supplier<Uni<Reply>> request) {
        boolean configured = settings.appToken().isPresent()
                && settings.secretKey().isPresent()
                && settings.level().isPresent();
        return configured ? request.get() : Uni.createFrom().failure(new SumsubException.Refused(0, "not-configured"));
    }

    private static Reply wanted(Reply reply) {
        if (!DONE.contains(reply.status())) {
            throw reply.refusal();
        }
        return reply;
    }

    private void note(Throwable failure) {
        if (failure instanceof SumsubException.Refused refused) {
            outages.answered(PARTY);
            LOG.errorf("sumsub refused a request status=%d code=%s", refused.status(), refused.code());
        } else {
            outages.failed(PARTY, ((SumsubException) failure).code());
        }
    }

    private static String applicantId(String text) {
        if (!APPLICANT.matcher(text).matches()) {
            throw new SumsubException("answer-unreadable");
        }
        return text;
    }

    /** The client's browser goes there, so it is no other than a web address, and over TLS where the API is. */
    private String address(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = settings.baseUrl().getScheme();
            if (uri.getHost() != null
                    && text.length() <= MAX_LINK
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && "http".equals(scheme)))) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // No address: said below.
        }
        throw new SumsubException("answer-unreadable");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
