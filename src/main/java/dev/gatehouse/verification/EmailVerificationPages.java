package dev.gatehouse.verification;

import dev.gatehouse.account.Account;
import dev.gatehouse.page.PageText;
import dev.gatehouse.page.Pages;
import dev.gatehouse.platform.phone.PhoneNumbers;
import dev.gatehouse.verification.EmailVerification.Question;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What a browser shows around {@link EmailVerification}. */
@ApplicationScoped
class EmailVerificationPages {
    private final Template confirm;
    private final Pages pages;
    private final PhoneNumbers phones;

    EmailVerificationPages(@Location("page/confirm") Template confirm, Pages pages, PhoneNumbers phones) {
        this.confirm = confirm;
        this.pages = pages;
        this.phones = phones;
    }

    /** The page with the button; a token that is not good gets a page that says so. */
    Uni<RestResponse<String>> ask(
            Uni<@Nullable Question> question, @Nullable String token, @Nullable String acceptLanguage) {
        return question.map(found -> found == null || token == null
                ? pages.invalidLink(pages.language(acceptLanguage))
                : question(found, token));
    }

    private RestResponse<String> question(Question question, String token) {
        Account account = question.account();
        Map<String, Object> values = new HashMap<>();
        values.put("wanted", question.wanted());
        values.put("email", account.email());
        values.put("registeredAt", account.createdAt().truncatedTo(ChronoUnit.SECONDS));
        values.put("address", account.registered().address());
        values.put("browser", account.registered().userAgent());
        // Who opens a mailbox that the account does not have yet is told nothing about it.
        String phone = question.wanted() == null ? account.phone() : null;
        values.put("phone", phone == null ? null : phones.mask(phone));
        values.put("token", token);
        String language = account.locale();
        return pages.page(
                RestResponse.StatusCode.OK,
                confirm,
                language,
                pages.text(language).confirmTitle(),
                values);
    }

    Uni<RestResponse<String>> confirmed(Uni<Account> verified, @Nullable String acceptLanguage) {
        String language = pages.language(acceptLanguage);
        PageText text = pages.text(language);
        return pages.after(
                verified,
                language,
                account -> pages.notice(
                        RestResponse.StatusCode.OK, language, text.confirmedTitle(), text.confirmedText()));
    }

    Uni<RestResponse<String>> declined(Uni<Void> declined, @Nullable String acceptLanguage) {
        String language = pages.language(acceptLanguage);
        PageText text = pages.text(language);
        return pages.after(
                declined,
                language,
                nothing ->
                        pages.notice(RestResponse.StatusCode.OK, language, text.declinedTitle(), text.declinedText()));
    }
}
