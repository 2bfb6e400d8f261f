package dev.gatehouse.testing;

import dev.gatehouse.sandbox.EmbeddedServers;
import dev.gatehouse.sandbox.Part;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A {@link Line} between the service and each of its servers, for a test to cut. The settings are made in one class loader
 * (that of the test's profile) and the lines cut in another, so they are found through the virtual machine's registry.
 */
public final class Lines {
    private Lines() {}

    /** The settings that lead through the lines; lays them when first asked. */
    public static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        // Migrations have no line: they run before any test.
        settings.putAll(EmbeddedServers.settings(Part.POSTGRESQL));
        settings.put(
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:"
                        + lay(Part.POSTGRESQL, portOf(Part.POSTGRESQL, "quarkus.datasource.reactive.url"))
                        + "/gatehouse");
        settings.put(
                "quarkus.redis.hosts",
                "redis://127.0.0.1:" + lay(Part.REDIS, portOf(Part.REDIS, "quarkus.redis.hosts")));
        settings.putAll(EmbeddedServers.settings(Part.MAIL));
        settings.put(
                "quarkus.mailer.port",
                String.valueOf(lay(Part.MAIL, Integer.parseInt(setting(Part.MAIL, "quarkus.mailer.port")))));
        gateway(settings, Part.TWILIO, "gatehouse.sms.twilio.base-url");
        gateway(settings, Part.VONAGE, "gatehouse.sms.vonage.base-url");
        return settings;
    }

    /** The line to a part that {@link #settings} has laid. */
    public static LineMBean to(Part part) {
        return JMX.newMBeanProxy(ManagementFactory.getPlatformMBeanServer(), name(part), LineMBean.class);
    }

    private static void gateway(Map<String, String> settings, Part part, String url) {
        settings.putAll(EmbeddedServers.settings(part));
        settings.put(url, "http://127.0.0.1:" + lay(part, portOf(part, url)));
    }

    private static int lay(Part part, int server) {
        MBeanServer registry = ManagementFactory.getPlatformMBeanServer();
        synchronized (registry) {
            if (!registry.isRegistered(name(part))) {
                try {
                    registry.registerMBean(Line.to(server), name(part));
                } catch (JMException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return to(part).getPort();
    }

    private static ObjectName name(Part part) {
        try {
            return new ObjectName("dev.gatehouse:type=Line,to=" + part);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int portOf(Part part, String url) {
        return URI.create(setting(part, url)).getPort();
    }

    private static String setting(Part part, String name) {
        return Objects.requireNonNull(EmbeddedServers.settings(part).get(name));
    }
}
