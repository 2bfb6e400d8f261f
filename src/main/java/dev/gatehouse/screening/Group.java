package dev.gatehouse.screening;

/** The steps of the chain, in the order in which they run; within a step the checks run concurrently. */
public enum Group {
    /** What staff have said about the client: it stands above what is found out. */
    LISTS,
    /** In memory: costs nothing, so a block here spares all that follows. */
    LOCAL,
    /** Redis and database look-ups. */
    LOOKUP,
    /** Upstreams that are paid by the query. */
    UPSTREAM,
    /** What is evaluated at the end, also when a review is certain by then. */
    LAST
}
