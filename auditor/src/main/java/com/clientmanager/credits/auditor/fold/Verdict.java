package com.clientmanager.credits.auditor.fold;

import com.clientmanager.credits.auditor.record.Command;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules make of a command.
 *
 * @param lines that it brings
 * @param effect what else it changes
 * @param refusal the code, null when it is obeyed
 */
record Verdict(
        List<Expected> lines, Runnable effect, @Nullable String refusal) {
    static Verdict obeyed(List<Expected> lines, Runnable effect) {
        return new Verdict(lines, effect, null);
    }

    static Verdict refused(Account account, Command command, String code) {
        Expected line = Expected.of(command, "COMMAND_REFUSED", BigInteger.ZERO)
                .in(account.spanOf(command.appendedAt()))
                .refusing(code);
        return new Verdict(List.of(line), () -> {}, code);
    }
}
