package dev.gatehouse.messaging.mail;

import java.util.List;

/**
 * A mail's content before it becomes text or HTML. Empty strings and lists are left out by the templates.
 *
 * @param language the BCP 47 tag of its language
 * @param subject the subject; holds nothing that a client gave
 * @param greeting the first line
 * @param paragraphs what it is about
 * @param action what the link does
 * @param link where the link leads
 * @param linkHint introduces the link in full
 * @param detailsTitle introduces the details
 * @param details what is known about the event
 * @param decline says what to do if it was somebody else
 * @param declineLink where to do that
 * @param notes what else to know
 * @param closing why there is this mail, and from whom
 * @param signature the sender's name
 */
public record Letter(
        String language,
        String subject,
        String greeting,
        List<String> paragraphs,
        String action,
        String link,
        String linkHint,
        String detailsTitle,
        List<Detail> details,
        String decline,
        String declineLink,
        List<String> notes,
        String closing,
        String signature) {

    /**
     * One line of what is known.
     *
     * @param label what it is
     * @param value what it says
     */
    public record Detail(String label, String value) {}
}
