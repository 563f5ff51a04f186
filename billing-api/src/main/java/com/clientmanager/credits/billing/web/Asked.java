package com.clientmanager.credits.billing.web;

import java.util.function.Consumer;

/**
 * A change as somebody asked for it.
 *
 * @param key names the change for all time: the same key is the same change (R19)
 * @param by subject of the token, the name in audit rows
 * @param ifMatch the state it was decided on
 * @param keep stores the answer; called inside the transaction of a change that is one transaction, so that a crash
 *     after it leaves
 *     the answer to be given again
 */
public record Asked<T>(String key, String by, IfMatch ifMatch, Consumer<? super T> keep) {
    /** By somebody who keeps no answer and decided on what is so now. */
    public static <T> Asked<T> of(String key, String by) {
        return new Asked<>(key, by, IfMatch.ANYTHING, unkept -> {});
    }
}
