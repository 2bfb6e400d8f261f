package dev.gatehouse.imports;

import dev.gatehouse.account.ImportedAccount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line that was read: either a client, or what is wrong with it.
 *
 * @param line its number in the file
 * @param client with an id for a new account, or {@code null} if the line is not valid
 * @param errors empty if it is
 */
record Entry(int line, @Nullable ImportedAccount client, List<LineError> errors) {
    static Entry valid(int line, ImportedAccount client) {
        return new Entry(line, client, List.of());
    }

    static Entry rejected(int line, List<LineError> errors) {
        return new Entry(line, null, List.copyOf(errors));
    }
}
