package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.localstack.LocalStack;
import com.clientmanager.credits.localstack.Waiting;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Kills of a lone broker are the torture run's ({@code make torture ONLY=KILL_BROKER}), since 4.3.1 has a defect there
 * (decision 0013).
 */
class BrokerOutageTest {
    private static final int AT_A_TIME = 10;
    private static final int FEWEST = 300;
    private static final Duration BETWEEN_OUTAGES = Duration.ofSeconds(3);

    private final RunningPipeline pipeline = RunningPipeline.get();

    @Test
    void a_broker_stopped_and_started_during_traffic_loses_nothing_and_charges_nothing_twice() throws Exception {
        Billing billing = pipeline.billing();
        String account = billing.openAccount("acct-e2e-outage");
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger accepted = new AtomicInteger();
        CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> sendUntil(enough, account, accepted));

        LocalStack stack = pipeline.stack();
        Thread.sleep(BETWEEN_OUTAGES);
        stack.stopBroker();
        Thread.sleep(BETWEEN_OUTAGES);
        stack.startBroker();
        Thread.sleep(BETWEEN_OUTAGES);
        enough.set(true);
        traffic.join();

        assertThat(accepted.get()).isGreaterThanOrEqualTo(FEWEST);
        Waiting.until(
                accepted + " e-mails are charged",
                Duration.ofMinutes(2),
                () -> billing.available(account).compareTo(left(accepted.get())) == 0);
        List<String> charged = billing.charges(account, accepted.get()).stream()
                .map(line -> line.path("eventId").asText())
                .toList();
        List<String> sent =
                IntStream.range(0, accepted.get()).mapToObj(i -> "outage-" + i).toList();
        assertThat(charged).containsExactlyInAnyOrderElementsOf(sent);
    }

    /** An e-mail costs 0.1 credits. */
    private static BigDecimal left(int emails) {
        return new BigDecimal(2500).subtract(BigDecimal.valueOf(emails, 1));
    }

    /** As a careful caller does: the same call again until the ingest API accepts it (R2). */
    private void sendUntil(AtomicBoolean enough, String account, AtomicInteger accepted) {
        IngestApi ingestApi = pipeline.ingestApi();
        int next = 0;
        while (!enough.get() || next < FEWEST) {
            List<String> batch = IntStream.range(next, next + AT_A_TIME)
                    .mapToObj(i -> IngestApi.event("outage-" + i, account, "email.send", 1))
                    .toList();
            while (!accepted(ingestApi, batch)) {
                pause(200);
            }
            next += AT_A_TIME;
            accepted.set(next);
            pause(50);
        }
    }

    private static boolean accepted(IngestApi ingestApi, List<String> batch) {
        try {
            IngestApi.Reply reply = ingestApi.sendAll(batch);
            if (reply.status() != 202 && reply.status() != 503) {
                throw new AssertionError("An outage is answered with 503, not with " + reply);
            }
            return reply.status() == 202 && reply.json().path("accepted").asInt() == batch.size();
        } catch (IOException noAnswer) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
