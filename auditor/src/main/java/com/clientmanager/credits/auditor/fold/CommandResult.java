package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules make of a command.
 *
 * @param entries that it causes
 * @param effect what else it changes
 * @param refusal the code, null when it is applied
 */
record CommandResult(
        List<ExpectedEntry> entries,
        Runnable effect,
        @Nullable String refusal) {
    static CommandResult applied(List<ExpectedEntry> entries, Runnable effect) {
        return new CommandResult(entries, effect, null);
    }

    static CommandResult refused(Account account, Command command, String code) {
        ExpectedEntry entry = ExpectedEntry.of(command, "COMMAND_REFUSED", BigInteger.ZERO)
                .in(account.cycleOf(command.appendedAt()))
                .refusing(code);
        return new CommandResult(List.of(entry), () -> {}, code);
    }
}
