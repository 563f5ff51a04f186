package com.clientmanager.credits.billing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger lines behind a number, newest first.
 *
 * @param heading what they are the lines of
 * @param query of this choice, without a cursor
 * @param everything whether lines that are not usage are among them
 * @param whole whether all lines of the period are chosen, not those of one action or user
 * @param next cursor of the older ones, or null at the end
 */
public record LinesShown(
        Period period,
        String heading,
        String query,
        boolean everything,
        boolean whole,
        List<ExplainedLine> lines,
        @Nullable String next) {}
