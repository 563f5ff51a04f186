package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.Credits;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.MalformedRecordException;
import com.clientmanager.credits.schemas.PriceVersion;
import com.clientmanager.credits.schemas.UsageLimits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which prices the rate card takes: each charge names its version, and each event looks through all of its action. */
final class PriceLimits {
    static final int MAX_VERSIONS = 2_000;
    private static final int MAX_VERSION_LENGTH = 64;

    private PriceLimits() {}

    /**
     * Judges all versions of an action.
     *
     * @param key of the record
     * @throws MalformedRecordException naming the first value that cannot be taken
     */
    static void check(byte[] key, ActionPrices prices) {
        refuse(UsageLimits.required("action", prices.getAction(), UsageLimits.MAX_ACTION_LENGTH));
        refuse(UsageLimits.reserved(prices.getAction()));
        if (!Arrays.equals(key, prices.getAction().getBytes(StandardCharsets.UTF_8))) {
            throw new MalformedRecordException("the action is not the key");
        }
        List<PriceVersion> versions = prices.getVersions();
        if (versions.size() > MAX_VERSIONS) {
            throw new MalformedRecordException(versions.size() + " versions are more than " + MAX_VERSIONS);
        }
        Set<String> names = new HashSet<>();
        for (PriceVersion version : versions) {
            check(version);
            if (!names.add(version.getVersion())) {
                throw new MalformedRecordException("version " + version.getVersion() + " comes twice");
            }
        }
    }

    private static void check(PriceVersion version) {
        refuse(UsageLimits.required("version", version.getVersion(), MAX_VERSION_LENGTH));
        refuse(UsageLimits.time("effectiveFrom", version.getEffectiveFrom()));
        refuse(UsageLimits.time("knownFrom", version.getKnownFrom()));
        if (version.getPlan() != null) {
            refuse(UsageLimits.required("plan", version.getPlan(), CommandLimits.MAX_PLAN_LENGTH));
        }
        long unit = version.getUnitPriceMicros();
        if (unit < 0 || unit > Credits.MAX_AMOUNT.micros()) {
            throw new MalformedRecordException(
                    "version " + version.getVersion() + " has a price of " + unit + " micro-credits");
        }
    }

    private static void refuse(UsageLimits.@Nullable Violation violation) {
        if (violation != null) {
            throw new MalformedRecordException(violation.code() + ": " + violation.detail());
        }
    }
}
