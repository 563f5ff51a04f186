package com.clientmanager.credits.billing.ratecard;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one action that were appended so far, in any order, and when the next one may begin (decision 0004).
 *
 * <pre>
 *   general        ........|==== G ==================
 *   plan pro       ..............|==== P ============
 *   new, pro       ..|== no price: V ==|= V instead of G =|= P stays ==
 *                    V begins          G begins           P begins
 * </pre>
 */
record PriceHistory(List<PriceView> versions) {
    PriceHistory {
        versions = List.copyOf(versions);
    }

    /**
     * Whether a version for {@code plan} (null: all) that begins at {@code from} leaves every price that an event can
     * have had.
     *
     * @param unseen no event of this time or later can have been charged before the new version is known
     */
    boolean mayBegin(@Nullable String plan, Instant from, Instant unseen) {
        if (!from.isBefore(unseen)) {
            return true;
        }
        if (begins(plan).anyMatch(begin -> !begin.isAfter(from))) {
            return false;
        }
        if (plan == null) {
            // From the next general version on that one applies, and a plan's own price goes before both.
            return true;
        }
        // Until the plan's next own price the new one goes before the general price, wherever there is one.
        Optional<Instant> general = begins(null).min(Instant::compareTo);
        Instant until =
                begins(plan).min(Instant::compareTo).filter(unseen::isAfter).orElse(unseen);
        return general.isEmpty() || !general.get().isBefore(until);
    }

    private Stream<Instant> begins(@Nullable String plan) {
        return versions.stream()
                .filter(version -> Objects.equals(version.plan(), plan))
                .map(PriceView::effectiveFrom);
    }
}
