package dev.gatehouse.platform.phone;

/** The kind of line behind a number, as the numbering plans tell it (ITU-T E.164; libphonenumber's metadata). */
public enum LineType {
    /** A mobile phone. */
    MOBILE,
    /** A line at a place. */
    FIXED_LINE,
    /** One of both; the plan does not tell them apart (North America). */
    FIXED_LINE_OR_MOBILE,
    /** The called party pays. */
    TOLL_FREE,
    /** The caller pays extra. */
    PREMIUM_RATE,
    /** Both pay. */
    SHARED_COST,
    /** Internet telephony without a place. */
    VOIP,
    /** A number that follows a person and leads to any line. */
    PERSONAL_NUMBER,
    /** A pager. */
    PAGER,
    /** A company's one number. */
    COMPANY_NUMBER,
    /** A voice mailbox. */
    VOICEMAIL,
    /** No number that the plan has given out. */
    INVALID;

    /** Whether it is one that a person may hold, and that costs nobody extra. */
    public boolean isPersonal() {
        return switch (this) {
            case MOBILE, FIXED_LINE, FIXED_LINE_OR_MOBILE, VOIP, PERSONAL_NUMBER -> true;
            case PREMIUM_RATE, SHARED_COST, TOLL_FREE, PAGER, COMPANY_NUMBER, VOICEMAIL, INVALID -> false;
        };
    }
}
