package dev.gatehouse.platform.openapi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the scanner cannot see of an operation's success. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Answer {
    /** The HTTP status; 0 takes the one that follows from the method. */
    int status() default 0;

    /** Other statuses of success: 200 has the same body, any other none. */
    int[] also() default {};

    /**
     * How this operation's example differs from the one that its schemas add up to: a JSON merge patch (RFC 7396).
     */
    String example() default "";
}
