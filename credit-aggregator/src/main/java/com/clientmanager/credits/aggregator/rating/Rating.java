package com.clientmanager.credits.aggregator.rating;

import com.clientmanager.credits.aggregator.credit.Price;

/** What the rate card says of an action at a time; an action without a price is not free (R6). */
public sealed interface Rating {
    /** The price that holds. */
    record Priced(Price price) implements Rating {}

    /** The card does not know the action (R4). */
    record UnknownAction() implements Rating {}

    /** The card knows the action, but no version held at that time (R4). */
    record NoPriceAtThatTime() implements Rating {}
}
