package dev.gatehouse.sandbox;

import dev.gatehouse.sandbox.stack.EmbeddedStack;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The way to the one stack of this virtual machine.
 *
 * <p>Live reload and test profiles load the application's classes, and at times those of its libraries, again and again
 * and close the loaders they came from; servers must outlive that. So the stack has a class loader of its own over the
 * same class path, which is never closed, and is found again through the platform's MBean server, the registry that a
 * virtual machine has for all its loaders. Nothing but types of the JDK passes between the two sides.
 */
public final class EmbeddedServers {

    private static final String STACK = "dev.gatehouse.sandbox.stack.EmbeddedStack";
    private static final String REGISTERED_AS = "dev.gatehouse:type=EmbeddedStack";

    private EmbeddedServers() {}

    /**
     * Starts a part, unless it runs already, and tells how to reach it.
     *
     * @param part what is needed
     * @return the value of each of the part's settings
     * @throws IllegalStateException when it cannot be started
     */
    public static Map<String, String> settings(Part part) {
        Map<String, String> settings = new HashMap<>();
        ((Map<?, ?>) invoke(part)).forEach((name, value) -> settings.put((String) name, (String) value));
        return settings;
    }

    /**
     * Starts everything that does not run yet.
     *
     * @return the settings of all parts
     */
    public static Map<String, String> allSettings() {
        Map<String, String> all = new HashMap<>();
        for (Part part : Part.values()) {
            all.putAll(settings(part));
        }
        return all;
    }

    private static Object invoke(Part part) {
        MBeanServer registry = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName(REGISTERED_AS);
            synchronized (registry) {
                if (!registry.isRegistered(name)) {
                    registry.registerMBean(newStack(), name);
                }
            }
            return registry.invoke(name, "settings", new Object[] {part.name()}, new String[] {String.class.getName()});
        } catch (JMException | ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("The sandbox could not start " + part, e);
        }
    }

    private static Object newStack() throws ReflectiveOperationException, IOException {
        URL[] classPath = classPath().toArray(new URL[0]);
        // Never closed: the servers need it until the virtual machine ends.
        @SuppressWarnings("resource")
        ClassLoader own = new URLClassLoader("gatehouse-sandbox", classPath, ClassLoader.getPlatformClassLoader());
        return own.loadClass(STACK).getConstructor().newInstance();
    }

    private static List<URL> classPath() throws IOException {
        List<URL> locations = new ArrayList<>();
        locations.add(EmbeddedStack.class.getProtectionDomain().getCodeSource().getLocation());
        for (URL manifest :
                Collections.list(EmbeddedServers.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            if ("jar".equals(manifest.getProtocol())) {
                locations.add(jarOf(manifest));
            }
        }
        return locations;
    }

    private static URL jarOf(URL entry) throws MalformedURLException {
        String path = entry.getPath();
        return URI.create(path.substring(0, path.indexOf("!/"))).toURL();
    }
}
