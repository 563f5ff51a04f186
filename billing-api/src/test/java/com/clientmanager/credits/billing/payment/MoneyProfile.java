package com.clientmanager.credits.billing.payment;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A clock the test moves, a trail on which the process can die, and no timers: the test decides when anything runs. */
public class MoneyProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestClock.class, CrashTrail.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "credits.payments.reconcile-every", "off",
                "credits.payments.collect-every", "off",
                "credits.payments.sandbox.late", "150ms",
                "credits.payments.gateway-timeout", "50ms");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(MoneyStack.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
