package dev.gatehouse.platform.json;

import com.maxmind.minfraud.request.Account;
import com.maxmind.minfraud.request.Device;
import com.maxmind.minfraud.request.Email;
import com.maxmind.minfraud.request.Event;
import com.maxmind.minfraud.request.Transaction;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The types of libraries that are written as JSON: a native image keeps what Jackson needs of these. */
@RegisterForReflection(targets = {Transaction.class, Account.class, Device.class, Email.class, Event.class})
final class ForeignTypes {
    private ForeignTypes() {}
}
