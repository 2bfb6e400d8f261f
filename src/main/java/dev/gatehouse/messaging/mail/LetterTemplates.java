package dev.gatehouse.messaging.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The two forms of a letter, checked against its record when the service is built. */
@CheckedTemplate(basePath = "mail")
final class LetterTemplates {
    private LetterTemplates() {}

    /** HTML; Qute escapes every value. */
    static native TemplateInstance html(Letter letter);

    /** Plain text. */
    static native TemplateInstance text(Letter letter);
}
