package com.clientmanager.credits.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the curl commands of docs/usage-events.md verbatim, with the test's token and URL. */
@QuarkusTest
@QuarkusTestResource(IngestStack.class)
class DocumentedCallsTest {
    @TestHTTPResource("/v1/usage-events")
    URI url;

    @Test
    void the_documented_calls_are_answered_as_documented() throws Exception {
        String page = Files.readString(Path.of("../docs/usage-events.md"));
        String script = block(page, "bash")
                .replaceFirst("TOKEN=.*", "TOKEN=" + Tokens.writer())
                .replaceFirst("INGEST=.*", "INGEST=" + url);

        String answers = run(script.replace("curl -i", "curl -sS -i"));

        assertThat(answers.split("HTTP/1.1 202 Accepted", -1)).as(answers).hasSize(4);
        String documented = page.substring(page.indexOf("HTTP/1.1 202 Accepted\n"));
        assertThat(answers).contains(documented.substring(documented.indexOf('{'), documented.indexOf("\n```")));
    }

    private static String block(String page, String language) {
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String run(String script) throws Exception {
        Process process = new ProcessBuilder("bash", "-eu", "-c", script)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
