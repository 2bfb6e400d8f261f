package dev.gatehouse.sandbox.stack;

import java.util.Map;

/** What the stack offers to the other class loaders of its virtual machine. */
public interface EmbeddedStackMBean {

    /**
     * Starts a part, unless it runs already, and tells how to reach it.
     *
     * @param part the name of a {@link dev.gatehouse.sandbox.Part}
     * @return the value of each of the part's settings
     */
    Map<String, String> settings(String part);
}
