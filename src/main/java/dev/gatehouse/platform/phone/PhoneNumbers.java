package dev.gatehouse.platform.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a phone number from its digits alone. The one stored form is E.164: {@code +4915123456789}. Made at
 * start, so that no request waits for the numbering plans to be read.
 */
@Startup
@ApplicationScoped
public class PhoneNumbers {
    /** The longest input that is looked at, in characters. */
    public static final int MAX_LENGTH = 32;

    private static final String STARS = "******";
    private static final int SHOWN = 2;

    private final PhoneNumberUtil util = PhoneNumberUtil.getInstance();

    /**
     * The E.164 form of what a client typed, or {@code null} if it cannot be a number: unreadable, of an impossible
     * length, with letters or an extension, of an unknown country. Whether the number has been given out is told by
     * {@link #type}.
     *
     * @param input international with a plus, or national
     * @param country ISO 3166-1 alpha-2, for a national number
     */
    public @Nullable String parse(String input, @Nullable String country) {
        if (input.length() > MAX_LENGTH || input.chars().anyMatch(Character::isLetter)) {
            return null;
        }
        try {
            PhoneNumber number = util.parse(input, country == null ? null : country.toUpperCase(Locale.ROOT));
            return number.hasExtension() || util.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE
                    ? null
                    : util.format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException e) {
            return null;
        }
    }

    /** The country calling code, such as 49. */
    public int dialCode(String e164) {
        return read(e164).getCountryCode();
    }

    /** The country of the number (ISO 3166-1 alpha-2), or {@code null} if it belongs to none or to no known one. */
    public @Nullable String region(String e164) {
        String region = util.getRegionCodeForNumber(read(e164));
        return region == null || region.equals(PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY) ? null : region;
    }

    /** The kind of line; {@link LineType#INVALID} if the number has not been given out. */
    public LineType type(String e164) {
        return lineType(util.getNumberType(read(e164)));
    }

    /** The form that is shown to who may not know the number: {@code +49******89}, whatever its length. */
    public String mask(String e164) {
        return "+" + dialCode(e164) + STARS + e164.substring(e164.length() - SHOWN);
    }

    private PhoneNumber read(String e164) {
        try {
            return util.parse(e164, null);
        } catch (NumberParseException e) {
            throw new IllegalArgumentException("not a number in E.164");
        }
    }

    private static LineType lineType(PhoneNumberType type) {
        return switch (type) {
            case MOBILE -> LineType.MOBILE;
            case FIXED_LINE -> LineType.FIXED_LINE;
            case FIXED_LINE_OR_MOBILE -> LineType.FIXED_LINE_OR_MOBILE;
            case TOLL_FREE -> LineType.TOLL_FREE;
            case PREMIUM_RATE -> LineType.PREMIUM_RATE;
            case SHARED_COST -> LineType.SHARED_COST;
            case VOIP -> LineType.VOIP;
            case PERSONAL_NUMBER -> LineType.PERSONAL_NUMBER;
            case PAGER -> LineType.PAGER;
            case UAN -> LineType.COMPANY_NUMBER;
            case VOICEMAIL -> LineType.VOICEMAIL;
            case UNKNOWN -> LineType.INVALID;
        };
    }
}
