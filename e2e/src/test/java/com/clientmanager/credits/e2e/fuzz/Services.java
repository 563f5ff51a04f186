package com.clientmanager.credits.e2e.fuzz;

import com.clientmanager.credits.localstack.LocalToken;
import com.clientmanager.credits.localstack.Pipeline;
import com.clientmanager.credits.localstack.Service;
import com.clientmanager.credits.localstack.ServiceProcess;
import com.clientmanager.credits.localstack.Waiting;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The running services from outside: opens accounts, reads them back, and looks whether all is well. */
final class Services {
    private static final Duration OPENING_TIMEOUT = Duration.ofMinutes(2);
    /**
     * What no log may say after a hostile record: a thread was replaced, something stopped, or an error came up to the
     * top.
     */
    private static final List<String> ALARMS = List.of(
            "is replaced", "STOPPED", "StackOverflowError", "OutOfMemoryError", "failed and starts again", "Uncaught");

    private final Pipeline pipeline;
    private final Calls calls = new Calls();
    private final String operator;

    Services(Pipeline pipeline) {
        this.pipeline = pipeline;
        this.operator = LocalToken.ofRole("operator").signedBy(pipeline.keys());
    }

    int ingestPort() {
        return service(Service.USAGE_INGEST).port();
    }

    String ingestToken() {
        return LocalToken.ofRole("usage:write").signedBy(pipeline.keys());
    }

    private ServiceProcess service(Service service) {
        return pipeline.service(service.module());
    }

    /** Opens the accounts on the Growth plan since yesterday, and returns when the allowance of each can be spent. */
    void open(List<String> accounts) throws IOException, InterruptedException {
        for (String account : accounts) {
            String body = ("{\"id\":\"%s\",\"name\":\"Fuzz\",\"timeZone\":\"Europe/Berlin\","
                            + "\"plan\":\"growth\",\"startedAt\":\"%s\"}")
                    .formatted(account, Clock.systemUTC().instant().minus(Duration.ofDays(1)));
            Calls.Reply reply = calls.post(
                    pipeline.billingUrl() + "/v1/accounts",
                    operator,
                    "application/json",
                    body.getBytes(StandardCharsets.UTF_8),
                    "Idempotency-Key",
                    "open-" + account);
            if (reply.status() != 201) {
                throw new IllegalStateException("opening " + account + ": " + reply);
            }
        }
        for (String account : accounts) {
            Waiting.until(
                    account + " has its allowance",
                    OPENING_TIMEOUT,
                    () -> get(account, "/balance").path("available").asDouble() > 0);
        }
    }

    private JsonNode get(String account, String path) throws IOException, InterruptedException {
        String token = LocalToken.ofAccount(account).signedBy(pipeline.keys());
        Calls.Reply reply = calls.get(pipeline.billingUrl() + "/v1/accounts/" + account + path, token);
        if (reply.status() != 200) {
            throw new IOException(account + path + ": " + reply);
        }
        return reply.json();
    }

    /** The API's balance and ledger of an account against its lines on the topic. */
    void judge(String account, List<Line> lines, Findings findings) throws IOException, InterruptedException {
        Line last = lines.get(lines.size() - 1);
        JsonNode balance = get(account, "/balance");
        findings.check(
                micros(balance.path("available")) == last.available()
                        && micros(balance.path("overdraft")) == last.overdraft(),
                account + ": the API says " + balance + " after " + last);
        long charged = 0;
        long count = 0;
        String cursor = "";
        do {
            JsonNode page = get(account, "/ledger?limit=1000" + cursor);
            for (JsonNode item : page.path("items")) {
                count++;
                charged += micros(item.path("amount"));
            }
            JsonNode next = page.path("nextCursor");
            cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
        } while (!cursor.isEmpty());
        findings.check(
                count == lines.size() && charged == last.balance(),
                account + ": the API shows " + count + " lines of " + charged + " micro-credits, not " + lines.size());
    }

    private static long micros(JsonNode credits) {
        return new BigDecimal(credits.asText()).movePointRight(6).longValueExact();
    }

    /** Health of all three, and what their logs must not say. */
    void judgeHealth(Findings findings) throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            ServiceProcess running = service(service);
            for (String group : List.of("", "/well")) {
                Calls.Reply health = calls.get(running.url() + "/q/health" + group, "");
                findings.check(health.status() == 200, service.module() + " is not well: " + health.body());
            }
            try (Stream<String> lines = Files.lines(running.process().log(), StandardCharsets.ISO_8859_1)) {
                lines.filter(line -> ALARMS.stream().anyMatch(line::contains))
                        .limit(3)
                        .forEach(line -> findings.differs(service.module() + " logged: " + line));
            }
        }
    }

    /** Whether all processes still run; what ended is noted. */
    boolean areAlive(Findings findings) {
        boolean alive = true;
        for (Service service : Service.values()) {
            boolean runs = service(service).process().isAlive();
            findings.check(
                    runs,
                    service.module() + " has ended, see "
                            + service(service).process().log());
            alive &= runs;
        }
        return alive;
    }
}
