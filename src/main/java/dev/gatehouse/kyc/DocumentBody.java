package dev.gatehouse.kyc;

import dev.gatehouse.platform.web.LargeBody;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;

/** How large an upload may be: a document, and the form around it. */
@Singleton
final class DocumentBody implements LargeBody {
    static final String PATH = "/kyc/documents";
    static final long MOST = Upload.LARGEST + 64 * 1024;

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public long most() {
        return MOST;
    }
}
