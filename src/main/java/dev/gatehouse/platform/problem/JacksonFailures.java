package dev.gatehouse.platform.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies that are no JSON, or not the JSON that is wanted: {@code 400 malformed-request}, naming the field. */
final class JacksonFailures implements FailureReader {
    /** A pointer into the body holds names that the caller made up; longer ones are cut. */
    private static final int MAX_POINTER = 200;

    @Override
    public @Nullable Refusal read(Throwable failure) {
        if (failure instanceof InvalidDefinitionException || !(failure instanceof JsonProcessingException json)) {
            // An invalid definition is a defect of ours, not of the body.
            return null;
        }
        if (json instanceof UnrecognizedPropertyException unknown) {
            String pointer = pointer(unknown);
            return malformed(pointer, "unknown-field", "The field " + pointer + " is not known here.");
        }
        if (json instanceof MismatchedInputException mismatch && !isTrailing(mismatch)) {
            String pointer = pointer(mismatch);
            String subject = pointer.isEmpty() ? "The body" : "The field " + pointer;
            return malformed(pointer, "wrong-type", subject + " has the wrong type.");
        }
        if (json instanceof JsonMappingException mapping) {
            if (mapping.getCause() instanceof JsonProcessingException) {
                return null;
            }
            String pointer = pointer(mapping);
            return malformed(pointer, "malformed", "The field " + pointer + " could not be read.");
        }
        JsonLocation location = json.getLocation();
        String where =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ')';
        return malformed("", "malformed", "The body is not one valid JSON document" + where + '.');
    }

    private static Refusal malformed(String pointer, String code, String detail) {
        return Refusal.of(ErrorCode.MALFORMED_REQUEST, detail)
                .withErrors(List.of(new FieldError(pointer, code, detail)));
    }

    private static boolean isTrailing(MismatchedInputException mismatch) {
        String message = mismatch.getOriginalMessage();
        return message != null && message.startsWith("Trailing token");
    }

    /** The JSON Pointer (RFC 6901) of the field; the empty one is the whole body. */
    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            String name = step.getFieldName();
            pointer.append('/');
            if (name == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(name.replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.length() <= MAX_POINTER ? pointer.toString() : pointer.substring(0, MAX_POINTER) + '…';
    }
}
