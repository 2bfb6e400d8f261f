package dev.gatehouse.imports;

/** Why a line is rejected. The codes are part of the contract; the sentences quote nothing of the line. */
enum LineProblem {
    MALFORMED("malformed-request", "The line is not one JSON object with the fields of a client."),
    TOO_LONG("line-too-long", "The line has more than 16,384 bytes."),
    NO_EXTERNAL_ID("external-id-required", "externalId is missing."),
    NOT_AN_EXTERNAL_ID("not-an-external-id", "externalId has 1 to 100 visible ASCII characters."),
    NO_EMAIL("email-required", "email is missing."),
    NOT_AN_EMAIL("not-an-email", "email is not an e-mail address."),
    NOT_A_PHONE_NUMBER("not-a-phone-number", "phone is not a phone number; a national one needs the country."),
    NOT_A_NAME("not-a-name", "fullName has up to 200 characters and no control characters."),
    NOT_A_COUNTRY("not-a-country", "country is not a code of ISO 3166-1 alpha-2 in capitals."),
    NO_TIME("registered-at-required", "registeredAt is missing."),
    NOT_A_TIME("not-a-time", "registeredAt is not a time (RFC 3339) from 1970 on."),
    IN_THE_FUTURE("in-the-future", "registeredAt is in the future."),
    REPEATED("duplicate-external-id", "An earlier line of this file has the same externalId; that one counts."),
    EMAIL_TAKEN("email-taken", "Another account has this e-mail address."),
    CLOSED("account-closed", "The account of this externalId is closed, and stays so.");

    private final String code;
    private final String detail;

    LineProblem(String code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    String code() {
        return code;
    }

    String detail() {
        return detail;
    }
}
