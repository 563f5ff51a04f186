package com.clientmanager.credits.billing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger lines behind a number, newest first.
 *
 * @param heading what they are the lines of
 * @param query of this choice, without a cursor
 * @param next cursor of the older ones, or null at the end
 */
public record LinesShown(
        Period period,
        String heading,
        String query,
        List<ExplainedLine> lines,
        @Nullable String next) {}
