package dev.gatehouse.platform.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands on a Bean Validation {@link jakarta.validation.Payload} class and names the code that a constraint with this
 * payload has in {@code errors[].code}, in place of the one that follows from the constraint's type.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FieldCode {
    /** The code, kebab-case. */
    String value();
}
