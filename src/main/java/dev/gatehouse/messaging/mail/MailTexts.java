package dev.gatehouse.messaging.mail;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of every mail in English; German and Russian stand in {@code messages/mail_*.properties}. */
@MessageBundle(value = "mail", locale = "en")
interface MailTexts {
    @Message("Hello,")
    String greeting();

    @Message("If the button does not work, open this address in your browser:")
    String linkHint();

    @Message("Time")
    String time();

    @Message("yyyy-MM-dd, HH:mm")
    String timePattern();

    @Message("IP address")
    String address();

    @Message("Browser")
    String browser();

    @Message("Phone")
    String phone();

    @Message("New phone number")
    String newPhone();

    @Message("Company")
    String company();

    @Message("This message was sent automatically by {brand}. Please do not reply to it.")
    String closing(String brand);

    @Message("Please confirm your e-mail address for {brand}")
    String verifySubject(String brand);

    @Message(
            "Welcome! An account at {brand} was registered with this e-mail address. Please confirm that the address is yours.")
    String verifyIntro(String brand);

    @Message("Confirm e-mail address")
    String verifyAction();

    @Message("The link works once, for 24 hours.")
    String verifyValidity();

    @Message("Details of the registration:")
    String registrationDetails();

    @Message(
            "Was this not you? Open the page below and choose “This was not me”. The registration will then be closed.")
    String verifyDecline();

    @Message("You already have an account at {brand}")
    String existsSubject(String brand);

    @Message(
            "Someone has just tried to register at {brand} with this e-mail address. You already have an account with it, so there is nothing to confirm.")
    String existsIntro(String brand);

    @Message("If that was you, simply sign in. If you no longer know your password, set a new one.")
    String existsAdvice();

    @Message("If that was not you, there is nothing you need to do. Your account has not changed.")
    String existsNote();

    @Message("Set your new password for {brand}")
    String resetSubject(String brand);

    @Message("We were asked to set a new password for your account at {brand}.")
    String resetIntro(String brand);

    @Message("Set a new password")
    String resetAction();

    @Message("The link works once, and only for a limited time.")
    String resetValidity();

    @Message("If you did not ask for this, you can ignore this message. Your password stays as it is.")
    String resetNote();

    @Message("Your password for {brand} was changed")
    String passwordSubject(String brand);

    @Message("The password of your account at {brand} was changed. All devices have been signed out.")
    String passwordIntro(String brand);

    @Message("Your phone number for {brand} was changed")
    String phoneSubject(String brand);

    @Message("The phone number of your account at {brand} was changed.")
    String phoneIntro(String brand);

    @Message("Please confirm your identity for {brand}")
    String kycSubject(String brand);

    @Message(
            "Before you can order or renew anything with your account at {brand}, we need you to confirm your identity.")
    String kycIntro(String brand);

    @Message("You can do that in your account. It takes a few minutes; your services are listed there as before.")
    String kycAdvice();

    @Message("Confirm identity")
    String kycAction();

    @Message("We need something more to confirm your identity for {brand}")
    String kycMoreSubject(String brand);

    @Message("We have looked at what you handed in for your account at {brand}, and need something more from you.")
    String kycMoreIntro(String brand);

    @Message("Please hand it in with your account, as before.")
    String kycMoreAdvice();

    @Message("Your identity is confirmed for {brand}")
    String kycApprovedSubject(String brand);

    @Message("Thank you. Your identity is confirmed, and you can order and renew with your account at {brand} again.")
    String kycApprovedIntro(String brand);

    @Message("Your identity could not be confirmed for {brand}")
    String kycRejectedSubject(String brand);

    @Message(
            "We could not confirm your identity. Nothing can be ordered or renewed with your account at {brand} for now.")
    String kycRejectedIntro(String brand);

    @Message("If you think that this is a mistake, please contact our support team.")
    String kycRejectedNote();

    @Message("You need not confirm your identity for {brand} any more")
    String kycClearedSubject(String brand);

    @Message(
            "We had asked you to confirm your identity for your account at {brand}. That is not needed any more: you can order and renew again. We are sorry for the trouble.")
    String kycClearedIntro(String brand);

    @Message("Please confirm your new e-mail address for {brand}")
    String changeEmailSubject(String brand);

    @Message(
            "A client of {brand} wants to use this e-mail address from now on. Please confirm that the address is yours.")
    String changeEmailIntro(String brand);

    @Message("Was this not you? Open the page below and choose “This was not me”. The address will then not be used.")
    String changeEmailDecline();

    @Message("Your e-mail address for {brand} is to be changed")
    String emailAskedSubject(String brand);

    @Message(
            "Somebody who knows the password of your account at {brand} has asked to change its e-mail address. It changes once the new address is confirmed.")
    String emailAskedIntro(String brand);

    @Message(
            "If that was not you, set a new password right away: the change is then void. Also contact our support team.")
    String emailAskedNote();

    @Message("Your e-mail address for {brand} was changed")
    String emailChangedSubject(String brand);

    @Message("The e-mail address of your account at {brand} was changed. From now on our messages go to the new one.")
    String emailChangedIntro(String brand);

    @Message("If that was not you, contact our support team right away.")
    String emailChangedNote();

    @Message("Details of the change:")
    String changeDetails();

    @Message("If that was not you, please set a new password right away and contact our support team.")
    String changeNote();

    @Message("Your request to {brand} has been answered")
    String ticketSubject(String brand);

    @Message("Our support team has answered your request to {brand}.")
    String ticketIntro(String brand);

    @Message(
            "The e-mail address of your account is not confirmed yet, so this message does not contain the answer. Please sign in to read it.")
    String ticketHidden();

    @Message("Your request:")
    String ticketDetails();

    @Message("Number")
    String ticketNumber();

    @Message("To read the whole conversation and to answer, please sign in.")
    String ticketNote();

    @Message("To answer, please write to us again through the contact form and give the number of your request.")
    String ticketContactNote();
}
