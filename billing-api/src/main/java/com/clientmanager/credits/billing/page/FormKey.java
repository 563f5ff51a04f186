package com.clientmanager.credits.billing.page;

import com.clientmanager.credits.billing.web.Problem;
import org.jspecify.annotations.Nullable;

/** The hidden field that names one filled-in form, so that sending it twice does it once (R19). */
final class FormKey {
    private static final String SHAPE = "[0-9a-f-]{36}";

    private FormKey() {}

    /** @throws Problem when it is none of ours */
    static String of(@Nullable String key) {
        if (key == null || !key.matches(SHAPE)) {
            throw Problem.field("key", "This form is out of date. Open it again.");
        }
        return key;
    }
}
