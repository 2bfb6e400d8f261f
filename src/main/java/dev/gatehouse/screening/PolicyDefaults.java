package dev.gatehouse.screening;

/** What each check does in each of its phases as long as staff have not said otherwise. */
public interface PolicyDefaults {
    /** The lines, and the version that stands in decisions while nothing has been changed. */
    ChainPolicy defaults();
}
