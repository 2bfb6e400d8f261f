package dev.gatehouse.page;

import dev.gatehouse.platform.crypto.Digests;
import dev.gatehouse.platform.problem.ErrorCode;
import dev.gatehouse.platform.problem.Refusal;
import io.quarkus.qute.Location;
import io.quarkus.qute.RawString;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Renders our own pages: escaped by Qute, no scripts, and a policy that lets nothing else load. */
@ApplicationScoped
public class Pages {
    private static final List<String> LANGUAGES = List.of("en", "de", "ru");
    private static final String STYLE =
            """
            body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1c2430}\
            main{max-width:32rem;margin:10vh auto;padding:2rem;background:#fff;border-radius:.75rem}\
            h1{font-size:1.35rem;margin-top:0}dt{color:#5b6675;font-size:.85rem}dd{margin:0 0 .5rem;word-break:break-word}\
            button{font:inherit;padding:.7rem 1.4rem;border:0;border-radius:.5rem;background:#1558d6;color:#fff}\
            input[type=password]{font:inherit;width:100%;box-sizing:border-box;padding:.6rem;margin:.3rem 0 1rem}\
            .link{font:inherit;border:0;background:none;color:#5b6675;text-decoration:underline;padding:1rem 0}""";
    private static final String POLICY = "default-src 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(Digests.sha256(STYLE))
            + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Template notice;

    Pages(@Location("page/notice") Template notice) {
        this.notice = notice;
    }

    /** A page made of a template and its values, in a language, under an HTTP status (422 has no name in JAX-RS). */
    public RestResponse<String> page(
            int status, Template template, String language, String title, Map<String, ?> values) {
        TemplateInstance instance = template.instance();
        instance.setAttribute(TemplateInstance.LOCALE, Locale.forLanguageTag(language));
        values.forEach(instance::data);
        String html = instance.data("language", language)
                .data("title", title)
                .data("style", new RawString(STYLE))
                .render();
        return RestResponse.ResponseBuilder.<String>create(status)
                .entity(html)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .header("Content-Security-Policy", POLICY)
                .build();
    }

    /** A page that only says something. */
    public RestResponse<String> notice(int status, String language, String title, String text) {
        return page(status, notice, language, title, Map.of("text", text));
    }

    /** The page for a link that is not good (any more). */
    public RestResponse<String> invalidLink(String language) {
        PageText text = text(language);
        return notice(ErrorCode.VERIFICATION_TOKEN_INVALID.status(), language, text.invalidTitle(), text.invalidText());
    }

    /** A page for what the work yields, or the one that says that the link is not good. */
    public <T> Uni<RestResponse<String>> after(
            Uni<T> work, String language, Function<@Nullable T, RestResponse<String>> page) {
        return work.map(page)
                .onFailure(failure ->
                        failure instanceof Refusal refusal && refusal.code() == ErrorCode.VERIFICATION_TOKEN_INVALID)
                .recoverWithItem(() -> invalidLink(language));
    }

    /** The words in that language. */
    public PageText text(String language) {
        return MessageBundles.get(PageText.class, Localized.Literal.of(language));
    }

    /** The language among ours that a browser likes best; English where it likes none. */
    public String language(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return "en";
        }
        try {
            String best = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return best == null ? "en" : best;
        } catch (IllegalArgumentException e) {
            return "en";
        }
    }
}
