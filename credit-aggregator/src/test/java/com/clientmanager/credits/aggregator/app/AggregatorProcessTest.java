package com.clientmanager.credits.aggregator.app;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.function.Predicate;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackForQuarkus.class)
class AggregatorProcessTest {
    @Test
    void kafka_compresses_with_native_code() {
        assertThat(LZ4Factory.fastestInstance()).isSameAs(LZ4Factory.nativeInstance());
    }

    @Test
    void it_waits_for_the_topics_says_so_and_is_ready_once_they_are_there() throws Exception {
        Response waiting =
                getUntil("/q/health/ready", response -> response.asString().contains("deploy step"));
        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);

        StackForQuarkus.deploy();

        Response ready = getUntil("/q/health/ready", response -> response.statusCode() == 200);
        assertThat(ready.asString()).contains("RUNNING");
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/q/metrics").asString())
                .contains("credits_usage_charged_total")
                .contains("credits_rejected_total{reason=\"conflict\"}")
                .contains("commit_latency_avg");
    }

    private static Response getUntil(String path, Predicate<Response> condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            Response response = get(path);
            if (condition.test(response) || System.nanoTime() > end) {
                return response;
            }
            Thread.sleep(200);
        }
    }
}
