package dev.gatehouse.platform.web;

import dev.gatehouse.platform.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides on a request's id: the caller's if it is a sane token, else a new UUIDv7. */
@ApplicationScoped
public class RequestIds {
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final Ids ids;

    RequestIds(Ids ids) {
        this.ids = ids;
    }

    /** The id to use for a request that came with this {@code X-Request-Id}, or with none. */
    public String accept(@Nullable String header) {
        return header != null && SANE.matcher(header).matches()
                ? header
                : ids.next().toString();
    }
}
