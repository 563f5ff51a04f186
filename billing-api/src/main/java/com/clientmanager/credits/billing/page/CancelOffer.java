package com.clientmanager.credits.billing.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What cancelling loses and keeps, in words. The key names the cancellation, so that it happens once. */
public record CancelOffer(
        String planName,
        String endsOn,
        List<String> lost,
        List<String> kept,
        String key,
        boolean atOnce,
        Drawn.Fields drawn,
        @Nullable FormProblem problem) {}
