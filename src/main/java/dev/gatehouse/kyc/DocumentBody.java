package dev.gatehouse.kyc;

import dev.gatehouse.platform.web.OwnBodyLimit;
import jakarta.inject.Singleton;

/** How large an upload may be: a document, and the form around it. */
@Singleton
final class DocumentBody implements OwnBodyLimit {
    static final String PATH = "/kyc/documents";
    private static final long MOST = Upload.LARGEST + 64 * 1024;

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public long mostBytes() {
        return MOST;
    }
}
