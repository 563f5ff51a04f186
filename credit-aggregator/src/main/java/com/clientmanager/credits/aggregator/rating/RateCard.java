package com.clientmanager.credits.aggregator.rating;

import com.clientmanager.credits.aggregator.credit.Price;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The price of each action as a list of versions (R5). Immutable; a new version makes a new card. */
public final class RateCard {
    public static final RateCard EMPTY = new RateCard(Map.of());
    private static final Rating UNKNOWN_ACTION = new Rating.UnknownAction();
    private static final Rating NO_PRICE = new Rating.NoPriceAtThatTime();

    private final Map<String, List<Offer>> offers;

    private RateCard(Map<String, List<Offer>> offers) {
        this.offers = offers;
    }

    private record Offer(PriceVersion version, Rating rating) {}

    /** The card with all versions of one action, in the order they were appended; no version: the action is unknown. */
    public RateCard with(String action, List<PriceVersion> versions) {
        Map<String, List<Offer>> more = new HashMap<>(offers);
        if (versions.isEmpty()) {
            more.remove(action);
        } else {
            more.put(action, versions.stream().map(RateCard::offer).toList());
        }
        return new RateCard(more);
    }

    /**
     * The price of a unit: of the versions in force the one with the greatest {@code effectiveFrom}, of equals the
     * later appended; one for the plan beats the general ones.
     *
     * @param plan whose overrides hold, null: none
     * @param occurredAt the usage's own time
     * @param appendedAt its broker append time
     */
    public Rating rate(String action, @Nullable String plan, Instant occurredAt, Instant appendedAt) {
        List<Offer> known = offers.get(action);
        if (known == null) {
            return UNKNOWN_ACTION;
        }
        Offer general = null;
        Offer override = null;
        for (int i = 0; i < known.size(); i++) {
            Offer offer = known.get(i);
            if (!offer.version().isInForce(occurredAt, appendedAt)) {
                continue;
            }
            String only = offer.version().plan();
            if (only == null) {
                general = later(general, offer);
            } else if (only.equals(plan)) {
                override = later(override, offer);
            }
        }
        Offer best = override == null ? general : override;
        return best == null ? NO_PRICE : best.rating();
    }

    private static Offer later(@Nullable Offer best, Offer next) {
        return best == null
                        || !next.version()
                                .effectiveFrom()
                                .isBefore(best.version().effectiveFrom())
                ? next
                : best;
    }

    private static Offer offer(PriceVersion version) {
        return new Offer(version, new Rating.Priced(new Price(version.version(), version.unit())));
    }
}
