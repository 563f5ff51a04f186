package com.clientmanager.credits.ingest.cloudevent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/usage-events.md is what the developers of producing services go by. */
class UsageEventsPageTest {
    @ParameterizedTest
    @EnumSource
    void the_page_documents_every_code(ProblemCode code) throws IOException {
        assertThat(Files.readString(Path.of("../docs/usage-events.md"))).contains("`" + code + "`");
    }
}
