package com.clientmanager.credits.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.localstack.Checkout;
import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Runs the calls that README and docs/usage-events.md show, as they stand there but for the ports; docs/http-api.md has
 * its own test.
 */
class DocumentedCallsTest {
    private static final Pattern SHELL_BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String ACCOUNT = "acct-42";

    private final RunningPipeline pipeline = RunningPipeline.get();

    @BeforeAll
    static void openTheirAccount() throws Exception {
        RunningPipeline.get().billing().openAccount(ACCOUNT);
    }

    @Test
    void the_readmes_curl_takes_12_credits_and_sent_again_it_changes_nothing() throws Exception {
        BigDecimal before = pipeline.billing().available(ACCOUNT);
        String calls = block("README.md", "## Change a balance");

        assertThat(run(calls)).contains("HTTP/1.1 202").contains("\"accepted\":1");
        pipeline.billing().awaitAvailable(ACCOUNT, before.subtract(new BigDecimal(12)));

        assertThat(run(calls))
                .contains("HTTP/1.1 202")
                .contains("\"available\":\"" + before.subtract(new BigDecimal(12)));
        // Behind the copy in the same partition: when it is charged, the copy has been seen.
        pipeline.ingestApi().send(IngestApi.event("behind-readme", ACCOUNT, "ai.chat", 1));
        pipeline.billing().awaitAvailable(ACCOUNT, before.subtract(new BigDecimal(17)));
    }

    @Test
    void each_way_of_sending_usage_that_the_docs_show_is_charged() throws Exception {
        BigDecimal before = pipeline.billing().available(ACCOUNT);
        String answers = run(block("docs/usage-events.md", "curl -i $INGEST"));

        assertThat(answers.split("HTTP/1.1 202", -1)).hasSize(4);
        assertThat(answers.split("\"accepted\":1", -1)).hasSize(4);
        assertThat(answers).containsOnlyOnce("QUANTITY_NOT_POSITIVE");
        // Three segments, one form, one free sign-in.
        pipeline.billing().awaitAvailable(ACCOUNT, before.subtract(new BigDecimal(13)));
    }

    /** The first block of shell commands at or after the marker, or holding it. */
    private static String block(String file, String marker) throws IOException {
        String text = Files.readString(Checkout.root().resolve(file));
        Matcher blocks = SHELL_BLOCK.matcher(text);
        int from = text.indexOf(marker);
        assertThat(from).as(marker + " in " + file).isNotNegative();
        while (blocks.find()) {
            if (blocks.end() > from) {
                return blocks.group(1);
            }
        }
        throw new AssertionError("no shell commands after " + marker + " in " + file);
    }

    private String run(String calls) throws IOException, InterruptedException {
        String script =
                ("make() { case \"$*\" in *ROLE=usage:write*) echo %s ;; *ACCOUNT=%s*) echo %s ;; *) return 1 ;;"
                                        + " esac; }\n")
                                .formatted(
                                        LocalToken.ofRole("usage:write").signedBy(keys()),
                                        ACCOUNT,
                                        LocalToken.ofAccount(ACCOUNT).signedBy(keys()))
                        + calls.replace(
                                        "http://localhost:8081",
                                        pipeline.services().ingestUrl())
                                .replace(
                                        "http://localhost:8080",
                                        pipeline.services().billingUrl());
        Process shell = new ProcessBuilder("bash", "-euc", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        return output;
    }

    private LocalKeys keys() {
        return pipeline.services().keys();
    }
}
