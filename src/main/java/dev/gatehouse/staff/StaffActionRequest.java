package dev.gatehouse.staff;

import dev.gatehouse.platform.problem.Refusal;
import dev.gatehouse.staff.StaffAction.Finding;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /staff/accounts/{id}/actions}.
 *
 * @param action what to do
 * @param reason why, for staff
 * @param value what is said of the client, or which phone or address is meant
 */
@Schema(name = "StaffActionRequest")
public record StaffActionRequest(
        @NotNull @Schema(
                        examples = "suspend",
                        enumeration = {
                            "confirm_phone",
                            "change_phone",
                            "change_email",
                            "require_kyc",
                            "clear_kyc",
                            "void_kyc_pass",
                            "suspend",
                            "reinstate",
                            "erase"
                        })
                String action,
        @NotBlank @Size(max = 500) @Pattern(regexp = PLAIN_TEXT) @Schema(examples = "Chargeback, case 4711")
                String reason,
        @Nullable @Size(max = 254) @Schema(
                        examples = "chargeback",
                        description =
                                "What this says of the client: with `suspend` `fraud`, `chargeback` or `spam`, with"
                                        + " `reinstate` `not_fraud`; nothing without it. With `confirm_phone` the number that is"
                                        + " meant (E.164): refused if the account has another one by now. With"
                                        + " `change_phone` and `change_email` the new number (E.164, or national to the account's"
                                        + " country) or address.")
                String value) {

    /** No control characters, line breaks included. */
    private static final String PLAIN_TEXT = "\\P{Cntrl}*";

    /**
     * What is to be done.
     *
     * @throws Refusal {@code 422} for an action or a value that there is not
     */
    StaffActions.Order by(String actor) {
        StaffAction known = StaffAction.of(action);
        if (known == null) {
            throw Refusal.invalid("/action", "unknown", "One of " + actions() + '.');
        }
        return known.isAboutContact()
                ? new StaffActions.Order(known, reason.strip(), null, value, actor)
                : new StaffActions.Order(known, reason.strip(), finding(known), null, actor);
    }

    private @Nullable Finding finding(StaffAction known) {
        if (value == null) {
            return known.implied();
        }
        Finding finding = Finding.of(value);
        if (finding == null || !known.allows(finding)) {
            throw Refusal.invalid("/value", "not-allowed", "This cannot be said with " + known.wireName() + '.');
        }
        return finding;
    }

    private static String actions() {
        return Arrays.stream(StaffAction.values()).map(StaffAction::wireName).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "StaffActionRequest[action=" + action + ']';
    }
}
