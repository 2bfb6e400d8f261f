package dev.gatehouse.feed.tor;

/**
 * Reads a document that lists Tor exits. Its format is told by its content: a JSON object is Onionoo's; keywords are
 * those of {@code exit-addresses}; anything else should be an address a line.
 */
final class TorDocument {
    private TorDocument() {}

    /**
     * Reads it.
     *
     * @throws dev.gatehouse.feed.UnreadableSourceException if it is JSON and damaged, or not Onionoo's, or lists more
     *     addresses than there can be exits
     */
    static Listing read(String document) {
        Listing.Collector collector = new Listing.Collector();
        if (document.stripLeading().startsWith("{")) {
            OnionooDetails.read(document, collector);
        } else {
            document.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> ExitLines.read(line, collector));
        }
        return collector.listing();
    }
}
