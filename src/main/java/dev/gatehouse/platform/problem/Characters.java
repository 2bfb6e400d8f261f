package dev.gatehouse.platform.problem;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * How many characters a text has. It counts code points, as OpenAPI's {@code maxLength} does (RFC 8259, section 8.3),
 * where {@code @Size} counts UTF-16 units and so an emoji twice. {@code null} is valid.
 */
@Documented
@Constraint(validatedBy = Characters.Counter.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Characters {
    /** The fewest. */
    int min() default 0;

    /** The most. */
    int max();

    /** As every constraint has it; the answer's text comes from {@link ConstraintCodes}. */
    String message() default "{dev.gatehouse.platform.problem.Characters.message}";

    /** As every constraint has it. */
    Class<?>[] groups() default {};

    /** As every constraint has it. */
    Class<? extends Payload>[] payload() default {};

    /** Counts. */
    final class Counter implements ConstraintValidator<Characters, CharSequence> {
        private int min;
        private int max;

        @Override
        public void initialize(Characters constraint) {
            min = constraint.min();
            max = constraint.max();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            int characters = of(text);
            return characters >= min && characters <= max;
        }

        /** How many characters a text has. */
        static int of(CharSequence text) {
            return Character.codePointCount(text, 0, text.length());
        }
    }
}
