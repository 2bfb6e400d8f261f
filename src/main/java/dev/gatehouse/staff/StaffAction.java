package dev.gatehouse.staff;

import dev.gatehouse.minfraud.FraudTag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What staff can do about an account. */
enum StaffAction {
    CONFIRM_PHONE,
    CHANGE_PHONE,
    CHANGE_EMAIL,
    REQUIRE_KYC,
    CLEAR_KYC,
    VOID_KYC_PASS,
    SUSPEND,
    REINSTATE,
    ERASE;

    private static final String SUBJECT = "account.";

    /** What the audit log calls the actions. */
    static final List<String> RECORDED =
            Arrays.stream(values()).map(StaffAction::recorded).toList();

    /** What the audit log calls it. */
    String recorded() {
        return SUBJECT + wireName();
    }

    /** The wire name of what the audit log calls so. */
    static String acted(String recorded) {
        return recorded.substring(SUBJECT.length());
    }

    /** The name in the contract and in the table. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of that name, or {@code null}. */
    static @Nullable StaffAction of(String wireName) {
        return Arrays.stream(values())
                .filter(action -> action.wireName().equals(wireName))
                .findFirst()
                .orElse(null);
    }

    /** Whether its value is a phone number or an address, and not what is said of the client. */
    boolean isAboutContact() {
        return this == CONFIRM_PHONE || this == CHANGE_PHONE || this == CHANGE_EMAIL;
    }

    /** Whether that may be said of the client along with it. */
    boolean allows(Finding finding) {
        return switch (this) {
            case SUSPEND -> finding != Finding.NOT_FRAUD;
            case REINSTATE -> finding == Finding.NOT_FRAUD;
            case CHANGE_EMAIL, CHANGE_PHONE, CLEAR_KYC, CONFIRM_PHONE, ERASE, REQUIRE_KYC, VOID_KYC_PASS -> false;
        };
    }

    /** What the action itself says of the client, where nothing is said with it. */
    @Nullable Finding implied() {
        return this == CLEAR_KYC ? Finding.NOT_FRAUD : null;
    }

    /** What staff found out about a client, for the upstreams. */
    enum Finding {
        FRAUD(FraudTag.SUSPECTED_FRAUD),
        CHARGEBACK(FraudTag.CHARGEBACK),
        SPAM(FraudTag.SPAM_OR_ABUSE),
        NOT_FRAUD(FraudTag.NOT_FRAUD);

        private final FraudTag tag;

        Finding(FraudTag tag) {
            this.tag = tag;
        }

        /** The same in MaxMind's words. */
        FraudTag tag() {
            return tag;
        }

        /** The name on the wire and in the table. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The finding of that name, or {@code null}. */
        static @Nullable Finding of(String wireName) {
            return Arrays.stream(values())
                    .filter(finding -> finding.wireName().equals(wireName))
                    .findFirst()
                    .orElse(null);
        }
    }
}
