package dev.gatehouse.testing;

/** What a test does with a {@link Line}, from whichever class loader it runs in. */
public interface LineMBean {
    /** The port of this end. */
    int getPort();

    /** Lets connections through (again). */
    void join();

    /** Ends every connection, and keeps new ones waiting until the line is joined. */
    void stall();

    /** How many connections wait. */
    int getWaiting();

    /** Ends every connection and refuses new ones. */
    void cut();
}
