package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** A process exited while it was awaited; the message contains the last lines of its log. */
public final class ProcessDiedError extends Error {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_LINES = 40;

    /** An {@link Error}, so that a loop that retries on exceptions does not wait for a dead process. */
    ProcessDiedError(ChildProcess process) {
        super(process.name() + " exited. The end of " + process.log() + ":\n" + tail(process));
    }

    private static String tail(ChildProcess process) {
        try {
            List<String> lines = new String(Files.readAllBytes(process.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
