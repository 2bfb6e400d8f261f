/** Mails: written from one text bundle a language and two templates, sent by SMTP. */
@NullMarked
package dev.gatehouse.messaging.mail;

import org.jspecify.annotations.NullMarked;
