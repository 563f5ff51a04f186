package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.sql.SqlFailed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Names the records that can never be sent (/q/health/well, credits_outbox_parked); the service stays ready. */
@Wellness
@ApplicationScoped
class OutboxHealth implements HealthCheck {
    private static final int MAX_NAMED = 20;
    private final Sql sql;
    private final OutboxRelay relay;
    private volatile long parked;

    OutboxHealth(Sql sql, OutboxRelay relay, MeterRegistry meters) {
        this.sql = sql;
        this.relay = relay;
        Gauge.builder("credits.outbox.parked", this, health -> health.parked)
                .description("Records that can never be sent as they are; their accounts' later commands wait")
                .register(meters);
    }

    private record Parked(long id, String topic, String key, String reason) {}

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        try {
            parked = sql.find("SELECT count(*) AS n FROM outbox WHERE parked_at IS NOT NULL", row -> row.number("n"))
                    .orElseThrow();
        } catch (SqlFailed unanswered) {
            // The last count stands; a database that is away has an alarm of its own.
        }
    }

    @Override
    public HealthCheckResponse call() {
        List<Parked> found = sql.list(
                "SELECT id, topic, record_key, parked_reason FROM outbox WHERE parked_at IS NOT NULL ORDER BY id LIMIT "
                        + MAX_NAMED,
                row -> {
                    byte[] key = row.bytesOrNull("record_key");
                    return new Parked(
                            row.number("id"),
                            row.text("topic"),
                            key == null ? "" : new String(key, StandardCharsets.UTF_8),
                            row.text("parked_reason"));
                });
        String trouble = relay.trouble();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("outbox").status(found.isEmpty() && trouble == null);
        if (trouble != null) {
            answer.withData("relay", trouble);
        }
        found.forEach(
                each -> answer.withData("row " + each.id(), each.topic() + " " + each.key() + ": " + each.reason()));
        return answer.build();
    }
}
