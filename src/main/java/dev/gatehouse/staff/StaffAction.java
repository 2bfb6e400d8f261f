package dev.gatehouse.staff;

import dev.gatehouse.minfraud.FraudTag;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What staff can do about an account. */
enum StaffAction {
    CONFIRM_PHONE,
    REQUIRE_KYC,
    CLEAR_KYC,
    VOID_KYC_PASS,
    SUSPEND,
    REINSTATE,
    ERASE;

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

    /** Whether that may be said of the client along with it. */
    boolean allows(Finding finding) {
        return switch (this) {
            case SUSPEND -> finding != Finding.NOT_FRAUD;
            case REINSTATE -> finding == Finding.NOT_FRAUD;
            case ERASE, CLEAR_KYC, CONFIRM_PHONE, REQUIRE_KYC, VOID_KYC_PASS -> false;
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
