package dev.gatehouse.platform.json;

import com.maxmind.minfraud.AbstractModel;
import com.maxmind.minfraud.request.AbstractLocation;
import com.maxmind.minfraud.request.Account;
import com.maxmind.minfraud.request.Billing;
import com.maxmind.minfraud.request.CreditCard;
import com.maxmind.minfraud.request.CustomInputs;
import com.maxmind.minfraud.request.Device;
import com.maxmind.minfraud.request.Email;
import com.maxmind.minfraud.request.Event;
import com.maxmind.minfraud.request.Order;
import com.maxmind.minfraud.request.Payment;
import com.maxmind.minfraud.request.Shipping;
import com.maxmind.minfraud.request.ShoppingCartItem;
import com.maxmind.minfraud.request.Transaction;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The types of libraries that are written as JSON, the types nested in them included: a native image keeps what Jackson
 * needs of these. Of a transaction that is all of minFraud's request model: Jackson looks at the type of each property,
 * whether or not it is ever set.
 */
@RegisterForReflection(
        targets = {
            AbstractModel.class,
            AbstractLocation.class,
            Transaction.class,
            Account.class,
            Billing.class,
            CreditCard.class,
            CustomInputs.class,
            Device.class,
            Email.class,
            Event.class,
            Order.class,
            Payment.class,
            Shipping.class,
            ShoppingCartItem.class,
        })
final class ForeignTypes {
    private ForeignTypes() {}
}
