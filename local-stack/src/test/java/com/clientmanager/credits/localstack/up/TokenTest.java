package com.clientmanager.credits.localstack.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clientmanager.credits.localstack.LocalKeys;
import com.clientmanager.credits.localstack.LocalToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    @TempDir
    private static Path keys;

    @Test
    void a_producer_token_allows_every_source_unless_sources_are_given() throws IOException {
        assertThat(claims(Map.of("ROLE", "usage:write")).path("sources")).hasToString("[\"*\"]");
        assertThat(claims(Map.of("ROLE", "usage:write", "SOURCES", "")).path("sources"))
                .hasToString("[\"*\"]");
        assertThat(claims(Map.of("ROLE", "usage:write", "SOURCES", "/crm/sms,/crm/forms/*"))
                        .path("sources"))
                .hasToString("[\"/crm/sms\",\"/crm/forms/*\"]");
        assertThat(claims(Map.of("ROLE", "usage:write", "SOURCES", " /crm/sms  /crm/\"q\" "))
                        .path("sources"))
                .hasToString("[\"/crm/sms\",\"/crm/\\\"q\\\"\"]");
    }

    @Test
    void a_token_of_a_person_allows_no_source() throws IOException {
        assertThat(claims(Map.of("ROLE", "operator")).has("sources")).isFalse();
        assertThat(claims(Map.of("ACCOUNT", "acct-42")).has("sources")).isFalse();
        assertThatThrownBy(() -> Token.requested(Map.of("ROLE", "operator", "SOURCES", "*")))
                .isInstanceOf(CommandFailedException.class);
    }

    private static JsonNode claims(Map<String, String> environment) throws IOException {
        LocalToken token = Token.requested(environment);
        String payload = token.signedBy(LocalKeys.in(keys)).split("\\.")[1];
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload));
    }
}
