package dev.gatehouse.sandbox.stack;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.sandbox.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All mails and SMS that were taken, of every sender in this virtual machine. */
final class SentMessages {

    /** More than a person reads and a test asks for. */
    private static final int MOST = 200;

    private final List<Message> sms = new CopyOnWriteArrayList<>();
    private volatile Supplier<Stream<Message>> mails = Stream::empty;

    void addSms(Message message) {
        sms.add(message);
    }

    void readMailsFrom(Supplier<Stream<Message>> source) {
        mails = source;
    }

    /** The messages to one recipient, or to all; newest first. */
    Messages list(@Nullable String recipient) {
        return new Messages(Stream.concat(sms.stream(), mails.get())
                .filter(message -> recipient == null || comparable(message.to()).equals(comparable(recipient)))
                .sorted(Comparator.comparing(Message::sentAt).reversed())
                .limit(MOST)
                .toList());
    }

    /** A number may come without its plus, or with the blank that an unescaped plus becomes in a query. */
    private static String comparable(String recipient) {
        String plain = recipient.strip().toLowerCase(Locale.ROOT);
        return plain.startsWith("+") ? plain.substring(1) : plain;
    }
}
