package dev.gatehouse.testing;

/** What a test does with a {@link Line}, from whichever class loader it runs in. */
public interface LineMBean {
    /** The port of this end. */
    int getPort();

    /** Lets connections through (again). */
    void join();

    /** Ends every connection and refuses new ones. */
    void cut();
}
