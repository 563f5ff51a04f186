package com.clientmanager.credits.auditor.check;

import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import com.clientmanager.credits.auditor.record.Price;
import com.clientmanager.credits.auditor.source.Fields;
import com.clientmanager.credits.auditor.source.RawRecord;
import com.clientmanager.credits.auditor.source.Table;
import com.clientmanager.credits.auditor.source.TableSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the rate card on the topic with the price versions in PostgreSQL, field by field and both ways. */
final class RateCardAudit {
    private record Published(String unit, List<Price> prices, boolean isYounger) {}

    private final Findings findings;
    private final Map<Integer, Long> ends;
    private final Map<String, Published> published = new HashMap<>();
    private final Map<String, List<Price>> rows = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private final Set<String> waiting = new HashSet<>();

    /** @param ends of the topic's partitions before the tables were read */
    RateCardAudit(Findings findings, Map<Integer, Long> ends, TableSource tables) {
        this.findings = findings;
        this.ends = ends;
        tables.read(Table.PRICE_VERSION, row -> {
            rows.computeIfAbsent(row.text("action"), action -> new ArrayList<>())
                    .add(Price.of(row));
            units.put(row.text("action"), row.text("unit"));
        });
        tables.read(Table.OUTBOX, row -> {
            if (row.text("topic").equals("RATE_CARD")) {
                waiting.add(new String(row.bytes("record_key"), StandardCharsets.UTF_8));
            }
        });
    }

    /** The last record of an action counts. */
    void prices(RawRecord record, Fields action) {
        boolean isYounger = record.offset() >= ends.getOrDefault(record.partition(), 0L);
        published.put(action.text("action"), new Published(action.text("unit"), Price.in(action), isYounger));
    }

    void finish() {
        Set<String> actions = new HashSet<>(rows.keySet());
        actions.addAll(published.keySet());
        for (String action : actions) {
            compare(
                    action,
                    published.getOrDefault(action, new Published("", List.of(), false)),
                    rows.getOrDefault(action, List.of()));
        }
    }

    private void compare(String action, Published card, List<Price> table) {
        List<Price> topic = card.prices;
        for (int i = 0; i < Math.min(topic.size(), table.size()); i++) {
            if (!topic.get(i).equals(table.get(i))) {
                findings.add(
                        Kind.RATE_CARD,
                        "action " + action + ": the topic says " + topic.get(i) + ", PostgreSQL " + table.get(i));
            }
        }
        if (topic.size() > table.size() && !card.isYounger) {
            findings.add(
                    Kind.RATE_CARD,
                    "action " + action + ": only the topic has " + topic.subList(table.size(), topic.size()));
        }
        if (table.size() > topic.size() && !waiting.contains(action)) {
            findings.add(
                    Kind.RATE_CARD,
                    "action " + action + ": only PostgreSQL has " + table.subList(topic.size(), table.size()));
        }
        String unit = units.get(action);
        if (unit != null && !topic.isEmpty() && !unit.equals(card.unit)) {
            findings.add(Kind.RATE_CARD, "action " + action + ": unit is " + card.unit + ", in PostgreSQL " + unit);
        }
    }
}
