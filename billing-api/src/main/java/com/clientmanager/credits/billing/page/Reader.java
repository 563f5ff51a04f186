package com.clientmanager.credits.billing.page;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who reads the page, and how they write numbers.
 *
 * @param subject of their token, the name in audit rows
 * @param name as shown in the top bar
 * @param account id of the one account whose billing this is
 * @param mayManage whether they may buy and change, or only look
 */
public record Reader(
        String subject, String name, String account, String accountName, boolean mayManage, Figures figures) {
    /** For example AL for Ada Lovelace. */
    public String initials() {
        return Stream.of(name.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(figures.locale()))
                .collect(Collectors.joining());
    }
}
