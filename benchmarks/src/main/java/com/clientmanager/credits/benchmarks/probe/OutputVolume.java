package com.clientmanager.credits.benchmarks.probe;

import com.clientmanager.credits.benchmarks.load.TopicLog;
import com.clientmanager.credits.benchmarks.load.TopicSet;
import com.clientmanager.credits.schemas.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * What the engine writes per event, so that copy and transform can write as much.
 *
 * @param entryBytes mean size of a ledger entry's value
 * @param otherRecordsPermille balances and changelog records, in thousandths of an event
 * @param otherBytes mean size of their values
 */
public record OutputVolume(int entryBytes, int otherRecordsPermille, int otherBytes) {
    public static final List<String> STORES = List.of("accounts", "identities", "due");

    /** End offsets of the outputs other than the ledger. */
    public static List<List<Long>> ends(TopicSet topics) {
        return logs(topics).stream().map(TopicLog::ends).toList();
    }

    /** The output since {@code before} for {@code events} events. */
    public static OutputVolume since(TopicSet topics, List<List<Long>> before, LedgerCheck.Found found, long events) {
        long[] count = new long[2];
        List<TopicLog> logs = logs(topics);
        for (int i = 0; i < logs.size(); i++) {
            TopicLog log = logs.get(i);
            log.read(before.get(i), log.ends(), record -> {
                count[0]++;
                count[1] += record.value() == null ? 0 : record.value().length;
            });
        }
        return new OutputVolume(
                (int) (found.entryBytes() / found.entries()),
                Math.toIntExact(count[0] * 1_000 / events),
                Math.toIntExact(count[1] / Math.max(1, count[0])));
    }

    private static List<TopicLog> logs(TopicSet topics) {
        List<TopicLog> logs = new ArrayList<>();
        logs.add(topics.log(Topic.CREDIT_BALANCES));
        for (String store : STORES) {
            logs.add(new TopicLog(
                    topics.at().bootstrapServers(),
                    topics.changelog(store),
                    topics.accounts().partitions()));
        }
        return logs;
    }
}
