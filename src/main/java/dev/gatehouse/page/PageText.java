package dev.gatehouse.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words on our own pages; English here, the others in {@code messages/page_*.properties}. */
@MessageBundle("page")
public interface PageText {
    @Message("Confirm your e-mail address")
    String confirmTitle();

    @Message("Someone registered with the address {email}. If it was you, confirm it.")
    String confirmIntro(String email);

    @Message("A client wants to use the address {email} from now on. If that is you, confirm it.")
    String changeIntro(String email);

    @Message("Confirm")
    String confirmButton();

    @Message("This was not me")
    String declineButton();

    @Message("When")
    String when();

    @Message("From")
    String from();

    @Message("Browser")
    String browser();

    @Message("Phone")
    String phone();

    @Message("Your e-mail address is confirmed")
    String confirmedTitle();

    @Message("You can close this page and go on in the panel.")
    String confirmedText();

    @Message("The registration is closed")
    String declinedTitle();

    @Message("Nobody can use your address with it. You need not do anything else.")
    String declinedText();

    @Message("This link is not valid")
    String invalidTitle();

    @Message("It is wrong, was used already, or has expired. Ask for another one in the panel.")
    String invalidText();

    @Message("Choose a new password")
    String resetTitle();

    @Message("New password, at least 10 characters")
    String resetLabel();

    @Message("Set the password")
    String resetButton();

    @Message("Your password is set")
    String resetDoneTitle();

    @Message("Sign in with it in the panel. All earlier sessions have ended.")
    String resetDoneText();

    @Message("This password cannot be used")
    String resetWeakTitle();

    @Message("Go back and choose another one: at least 10 characters, and not one that is easy to guess.")
    String resetWeakText();
}
