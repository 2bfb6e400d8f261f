package dev.gatehouse.account;

/**
 * How the documented examples of an account differ along the pathway from the one that has just registered: JSON merge
 * patches for {@link dev.gatehouse.platform.openapi.Answer}.
 */
public final class AccountExamples {
    /** Everything is verified. */
    public static final String ACTIVE =
            "{\"status\":\"active\",\"emailVerified\":true,\"phoneVerified\":true,\"nextSteps\":[]}";

    /** The same behind a session. */
    public static final String SIGNED_IN = "{\"account\":" + ACTIVE + "}";

    /** The mail's link was followed; seen by who holds no session. */
    public static final String MASKED =
            "{\"phone\":\"+49******89\",\"fullName\":\"A***\",\"company\":\"M***\",\"emailVerified\":true,"
                    + "\"nextSteps\":[\"verify_sms\"]}";

    private AccountExamples() {}
}
