package com.clientmanager.credits.billing.web;

import com.clientmanager.credits.billing.sql.Sql;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes who changed what and when, in the transaction of the change. */
@ApplicationScoped
public class Audit {
    private final Sql sql;
    private final ObjectMapper json;

    Audit(Sql sql, ObjectMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * One audit row.
     *
     * @param who subject of the token, or system
     * @param account the account it is about, or null
     * @param what verb and object in one word, for example grant.given
     * @param detail what is needed to understand it later; never a secret or a card token
     * @return its id
     */
    public long record(String who, @Nullable String account, String what, Map<String, ?> detail) {
        return insert(who, account, what, detail);
    }

    /** The same for what is done to one account; the act is what {@code Outbox.command} asks for. */
    public Act act(String who, String account, String what, Map<String, ?> detail) {
        return new Act(insert(who, account, what, detail), who, account);
    }

    private long insert(String who, @Nullable String account, String what, Map<String, ?> detail) {
        try {
            return sql.find(
                            "INSERT INTO audit (who, account_id, what, detail) VALUES (?, ?, ?, ?::jsonb) RETURNING id",
                            row -> row.number("id"),
                            who,
                            account,
                            what,
                            json.writeValueAsString(detail))
                    .orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit detail is always JSON", e);
        }
    }
}
