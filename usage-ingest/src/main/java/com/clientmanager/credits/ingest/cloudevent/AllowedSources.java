package com.clientmanager.credits.ingest.cloudevent;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sources that a producer may use (R2). An entry that ends in {@code *} is a prefix, any other is one source; an
 * asterisk elsewhere is an ordinary character. Sources are compared by code units after header decoding and never
 * normalised, because the source is part of the event's identity.
 */
public final class AllowedSources {
    private final Set<String> exact;
    private final List<String> prefixes;

    private AllowedSources(Set<String> exact, List<String> prefixes) {
        this.exact = exact;
        this.prefixes = prefixes;
    }

    /** No entries: no source is allowed. */
    public static AllowedSources of(Collection<String> entries) {
        return new AllowedSources(
                entries.stream().filter(entry -> !entry.endsWith("*")).collect(Collectors.toUnmodifiableSet()),
                entries.stream()
                        .filter(entry -> entry.endsWith("*"))
                        .map(entry -> entry.substring(0, entry.length() - 1))
                        .toList());
    }

    boolean contains(String source) {
        return exact.contains(source) || prefixes.stream().anyMatch(source::startsWith);
    }
}
