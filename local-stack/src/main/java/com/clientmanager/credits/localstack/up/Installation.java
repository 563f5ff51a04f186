package com.clientmanager.credits.localstack.up;

import com.clientmanager.credits.localstack.ChildProcess;
import com.clientmanager.credits.localstack.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pipeline of this checkout: its folder, and its processes in the order in which they may be stopped. */
record Installation(Path folder) {
    static final String TRAFFIC = "crm-traffic";

    static List<String> names() {
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

    boolean isComplete() {
        return alive().size() == names().size();
    }
}
