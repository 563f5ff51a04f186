package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pipeline of this checkout: its folder and its processes, in stop order.
 *
 * @param traffic whether it includes the CRM traffic simulator
 */
record Installation(Path folder, boolean traffic) {
    static final String TRAFFIC = "crm-traffic";

    /** {@code TRAFFIC=off} excludes the simulator. */
    static Installation here(Map<String, String> environment) {
        boolean traffic = !environment.getOrDefault("TRAFFIC", "on").equals("off");
        return new Installation(Checkout.root().resolve(".local"), traffic);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(TRAFFIC));
        names.add(Service.USAGE_INGEST.module());
        names.add(Service.BILLING_API.module());
        names.add(Service.CREDIT_AGGREGATOR.module());
        names.addAll(List.of("registry", "broker", "postgres"));
        return names;
    }

    List<ChildProcess> alive() {
        return names().stream()
                .map(name -> ChildProcess.find(name, folder))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether all required processes are running; the simulator is optional. */
    boolean isComplete() {
        List<String> alive = alive().stream().map(ChildProcess::name).toList();
        return alive.containsAll(names().subList(1, names().size()));
    }
}
