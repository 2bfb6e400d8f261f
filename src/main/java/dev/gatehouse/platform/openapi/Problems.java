package dev.gatehouse.platform.openapi;

import dev.gatehouse.platform.problem.ErrorCode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems that an operation answers by itself. Those that follow from its shape (a body that cannot be read, a
 * credential that is missing, a limit, an outage …) are documented by {@linkplain CommonProblems rule} and do not stand
 * here.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Problems {
    /** The codes, in any order. */
    ErrorCode[] value();
}
