package dev.gatehouse.sandbox.stack;

import dev.gatehouse.sandbox.Message;
import dev.gatehouse.sandbox.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All mails and SMS that were taken, of every sender in this virtual machine. */
final class SentMessages {

    /** More than a person reads and a test asks for. */
    private static final int MOST = 200;

    private final List<Message> sms = new CopyOnWriteArrayList<>();
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Stream<Message>> mails = Stream::empty;

    void addSms(Message message) {
        sms.add(message);
    }

    /** From now on no gateway reaches that number, or all do again. */
    void setDown(String number, boolean down) {
        if (down) {
            unreachable.add(comparable(number));
        } else {
            unreachable.remove(comparable(number));
        }
    }

    /** Whether the gateways are down for that number. */
    boolean isDown(String number) {
        return unreachable.contains(comparable(number));
    }

    void readMailsFrom(Supplier<Stream<Message>> source) {
        mails = source;
    }

    /** The messages to one recipient, or to all; newest first. */
    Messages list(@Nullable String recipient) {
        List<Message> found = new ArrayList<>(Stream.concat(sms.stream(), mails.get())
                .filter(message -> recipient == null || comparable(message.to()).equals(comparable(recipient)))
                .toList());
        // Of the same second (a mail knows no more) the last one taken comes first.
        Collections.reverse(found);
        return new Messages(found.stream()
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
