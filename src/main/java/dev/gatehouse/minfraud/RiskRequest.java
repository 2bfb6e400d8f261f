package dev.gatehouse.minfraud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.maxmind.minfraud.request.Account;
import com.maxmind.minfraud.request.Device;
import com.maxmind.minfraud.request.Email;
import com.maxmind.minfraud.request.Event;
import com.maxmind.minfraud.request.Transaction;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Writes the body of a query with the library's request model. The e-mail address leaves the house as its MD5 with the
 * domain beside it, which is what MaxMind asks of who minimises personal data; the phone number, the name and the
 * declared country do not leave it at all.
 */
@Singleton
final class RiskRequest {
    /** Set up as the library's own, which makes a new one for each request. */
    private final ObjectWriter writer = JsonMapper.builder()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.NON_EMPTY))
            .build()
            .writerFor(Transaction.class);

    /** The body, JSON in UTF-8. */
    Buffer write(RiskQuery query) {
        try {
            return Buffer.buffer(writer.writeValueAsBytes(transaction(query)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a query that cannot be written", e);
        }
    }

    private static Transaction transaction(RiskQuery query) {
        Device.Builder device = new Device.Builder(inet(query));
        if (query.userAgent() != null) {
            device.userAgent(query.userAgent());
        }
        return new Transaction.Builder(device.build())
                .event(new Event.Builder()
                        .transactionId(query.transactionId().toString())
                        .type(type(query.event()))
                        .build())
                .account(new Account.Builder()
                        .userId(query.accountId().toString())
                        .build())
                .email(email(query.emailKey()))
                .build();
    }

    /** Not validated once more: the library knows only the top-level domains of its day. */
    private static Email email(String emailKey) {
        return new Email.Builder(false)
                .domain(emailKey.substring(emailKey.lastIndexOf('@') + 1))
                .address(HashedMailbox.of(emailKey))
                .hashAddress()
                .build();
    }

    private static Event.Type type(RiskQuery.Event event) {
        return switch (event) {
            case ACCOUNT_CREATION -> Event.Type.ACCOUNT_CREATION;
            case PURCHASE -> Event.Type.PURCHASE;
        };
    }

    private static InetAddress inet(RiskQuery query) {
        try {
            return InetAddress.getByAddress(query.address().bytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
