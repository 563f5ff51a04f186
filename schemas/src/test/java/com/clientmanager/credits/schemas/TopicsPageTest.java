package com.clientmanager.credits.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/topics.md is read by people who write consumers: it must name what is there. */
class TopicsPageTest {
    @ParameterizedTest
    @EnumSource(Topic.class)
    void the_page_names_every_topic_with_its_record(Topic topic) throws IOException {
        String page = Files.readString(Path.of("../docs/topics.md"));

        assertThat(page)
                .contains("| `" + topic.topicName("") + "` | `" + topic.schema().getName() + "`");
    }

    @ParameterizedTest
    @EnumSource(
            value = Topic.class,
            names = {"USAGE_RECORDED", "ACCOUNT_COMMANDS", "RATE_CARD"})
    void the_page_names_every_field_of_what_goes_into_the_engine(Topic topic) throws IOException {
        String page = Files.readString(Path.of("../docs/topics.md"));

        for (Schema.Field field : topic.schema().getFields()) {
            assertThat(page).containsPattern("`" + field.name() + "\\??`");
        }
    }
}
