package com.clientmanager.credits.billing.page;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a person was going when they were sent to add a card: the purchase or the upgrade that waits, never another
 * address.
 */
final class WayBack {
    private static final Pattern OURS = Pattern.compile("/billing/(buy\\?pack|plan\\?to)=[\\w.-]{1,64}");

    private WayBack() {}

    /** The address, or null where it is none that a card is added for. */
    static @Nullable String of(@Nullable String asked) {
        return asked != null && OURS.matcher(asked).matches() ? asked : null;
    }

    /** The address itself, or the overview where it is none of ours. */
    static String present(String asked) {
        String ours = of(asked);
        return ours == null ? "/billing" : ours;
    }

    /** Leads to the card form and from there back to the address. */
    static String throughCard(String address) {
        return "/billing/payment-method?next=" + Period.encoded(address);
    }
}
