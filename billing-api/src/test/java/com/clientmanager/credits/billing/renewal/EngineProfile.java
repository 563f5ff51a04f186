package com.clientmanager.credits.billing.renewal;

import com.clientmanager.credits.billing.payment.TestClock;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The real engine, a clock the test moves, and no timers for money: the test decides when anything is collected. */
public class EngineProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(TestClock.class, PassingTime.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("credits.payments.reconcile-every", "off", "credits.payments.collect-every", "off");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(EngineStack.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }
}
