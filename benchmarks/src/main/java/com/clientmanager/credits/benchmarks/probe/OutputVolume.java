package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.schemas.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * What our engine wrote for a number of events, so that the copy and the transform can write as much.
 *
 * @param lineBytes mean size of a ledger line's value
 * @param besideRecords balances and changelog records, in thousandths of an event
 * @param besideBytes mean size of their values
 */
public record OutputShape(int lineBytes, int besideRecords, int besideBytes) {
    static final List<String> STORES = List.of("accounts", "identities", "due");

    /** Where our outputs beside the ledger end. */
    static List<List<Long>> ends(Arena arena) {
        return logs(arena).stream().map(TopicLog::ends).toList();
    }

    /** What was written since {@code before} for {@code events} events. */
    static OutputShape since(Arena arena, List<List<Long>> before, LedgerCheck.Found found, long events) {
        long[] count = new long[2];
        List<TopicLog> logs = logs(arena);
        for (int i = 0; i < logs.size(); i++) {
            TopicLog log = logs.get(i);
            log.read(before.get(i), log.ends(), record -> {
                count[0]++;
                count[1] += record.value() == null ? 0 : record.value().length;
            });
        }
        return new OutputShape(
                (int) (found.lineBytes() / found.lines()),
                Math.toIntExact(count[0] * 1_000 / events),
                Math.toIntExact(count[1] / Math.max(1, count[0])));
    }

    private static List<TopicLog> logs(Arena arena) {
        List<TopicLog> logs = new ArrayList<>();
        logs.add(arena.log(Topic.CREDIT_BALANCES));
        for (String store : STORES) {
            logs.add(new TopicLog(
                    arena.at().bootstrapServers(),
                    Aggregator.changelog(arena, store),
                    arena.accounts().partitions()));
        }
        return logs;
    }
}
