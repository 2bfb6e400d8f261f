package dev.gatehouse.ticket;

import org.jspecify.annotations.Nullable;

/** The rules of the desk that need no database. */
final class TicketRules {
    /** Anything but control characters, line breaks and tabs excepted. */
    static final String TEXT = "[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]*";

    /** The most characters of a message. */
    static final int LONGEST = 5000;

    private TicketRules() {}

    /** What a client's message does to a ticket. */
    enum Effect {
        ADD,
        REOPEN,
        REFUSE
    }

    /**
     * What a client's message does: an open ticket takes it; a closed one is opened again, unless another one is open on
     * its topic by now, where it belongs.
     */
    static Effect onClientMessage(TicketStatus status, boolean anotherIsOpen) {
        return switch (status) {
            case OPEN -> Effect.ADD;
            case CLOSED -> anotherIsOpen ? Effect.REFUSE : Effect.REOPEN;
        };
    }

    /** Whether these are the client's last words once more, as a second click sends them: nothing would be lost. */
    static boolean repeats(@Nullable TicketMessage last, String text) {
        return last != null && last.author() == Author.CLIENT && last.text().equals(text);
    }

    /** The text as it is kept: one kind of line break, and no blanks around it. */
    static String kept(String typed) {
        return typed.replace("\r\n", "\n").replace('\r', '\n').trim();
    }
}
