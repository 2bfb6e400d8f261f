package dev.gatehouse.platform.retention;

import java.util.List;

/** Says what a feature deletes after its time. */
@FunctionalInterface
public interface Retained {
    /** The rules for the feature's own tables. */
    List<RetentionRule> rules();
}
