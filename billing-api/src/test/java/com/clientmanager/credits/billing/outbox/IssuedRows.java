package com.clientmanager.credits.billing.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.Api;
import com.clientmanager.credits.billing.EngineTopics;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.topics.Topics;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the commands on the topic with the rows of what was issued, as the auditor does. */
@ApplicationScoped
public class IssuedRows {
    private final Sql sql;
    private final EngineTopics engine;
    private final Topics topics;

    IssuedRows(Sql sql, EngineTopics engine, Topics topics) {
        this.sql = sql;
        this.engine = engine;
        this.topics = topics;
    }

    /** A command by its place, as a line. */
    private record Line(String account, long sequence, String id, String type, String sha256) {}

    /**
     * Once everything is sent, each record has its row and each row its record, and names an audit row of its
     * account.
     */
    public void agreeWithTheTopic() {
        Api.await(() -> count("SELECT count(*) AS n FROM outbox") == 0);
        List<Line> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> each : engine.all(Topic.ACCOUNT_COMMANDS)) {
            AccountCommand command =
                    topics.<AccountCommand>wire(Topic.ACCOUNT_COMMANDS).decode(each.value());
            sent.add(new Line(
                    command.getAccount(),
                    command.getSequence(),
                    command.getCommandId(),
                    command.getType(),
                    sha256(each.value())));
        }
        assertThat(sent).isNotEmpty();
        assertThat(sql.list(
                        "SELECT * FROM issued_command",
                        row -> new Line(
                                row.text("account_id"),
                                row.number("sequence"),
                                row.text("command_id"),
                                row.text("command_type"),
                                HexFormat.of().formatHex(row.bytesOrNull("body_sha256")))))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(sql.list(
                        "SELECT c.account_id || ' ' || c.command_id AS command FROM issued_command c"
                                + " LEFT JOIN audit a ON a.id = c.audit_id WHERE a.account_id IS DISTINCT"
                                + " FROM c.account_id",
                        row -> row.text("command")))
                .as("commands without an audit row of their account")
                .isEmpty();
    }

    public List<String> types(String account) {
        return sql.list(
                "SELECT c.command_type || ' by ' || a.who || ': ' || a.what AS line FROM issued_command c"
                        + " JOIN audit a ON a.id = c.audit_id WHERE c.account_id = ? ORDER BY c.sequence",
                row -> row.text("line"),
                account);
    }

    private long count(String query) {
        return sql.find(query, row -> row.number("n")).orElseThrow();
    }

    private static String sha256(byte[] value) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(value, 5, value.length - 5);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
