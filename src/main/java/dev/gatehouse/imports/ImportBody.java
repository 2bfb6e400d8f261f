package dev.gatehouse.imports;

import dev.gatehouse.platform.web.OwnBodyLimit;
import jakarta.inject.Singleton;

/** A file of clients is larger than any other body. */
@Singleton
final class ImportBody implements OwnBodyLimit {
    private final long most;

    ImportBody(ImportSettings settings) {
        this.most = settings.maxSize().asLongValue();
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return "/staff/imports";
    }

    @Override
    public long mostBytes() {
        return most;
    }
}
