package dev.gatehouse.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.sandbox.RiskRule;
import java.util.Locale;
import java.util.Set;

/** Puts the facts of a rule where MaxMind's answer has them. */
final class MinFraudFacts {

    private static final Set<String> OF_EMAIL = Set.of("is_disposable", "is_free", "is_high_risk");

    private MinFraudFacts() {}

    static void write(ObjectNode answer, RiskRule rule, String ip, boolean scoreOnly) {
        ObjectNode address = answer.putObject("ip_address");
        address.put("risk", rule.riskScore());
        if (!scoreOnly) {
            address.putObject("traits").put("ip_address", ip).put("user_type", "residential");
            answer.putObject("email")
                    .put("first_seen", "2017-01-02")
                    .put("is_disposable", false)
                    .put("is_free", false)
                    .put("is_high_risk", false);
        }
        if (rule.traits() != null) {
            rule.traits().forEach((name, value) -> add(answer, snakeCase(name), Exchange.JSON.valueToTree(value)));
        }
    }

    private static void add(ObjectNode answer, String name, JsonNode value) {
        if (name.equals("disposition")) {
            answer.putObject("disposition").set("action", value);
        } else if (name.equals("country")) {
            answer.withObject("/ip_address/country").set("iso_code", value);
        } else if (OF_EMAIL.contains(name)) {
            answer.withObject("/email").set(name, value);
        } else {
            answer.withObject("/ip_address/traits").set(name, value);
            if (name.startsWith("is_")) {
                answer.withObject("/ip_address/anonymizer").set(name, value);
            }
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
