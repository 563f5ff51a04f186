package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.billing.web.Act;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * Keeps what is to go to Kafka in the caller's transaction; {@link OutboxRelay} sends it afterwards, in order per
 * account and at least once. The engine obeys a commandId once, so sending twice changes nothing.
 */
@ApplicationScoped
public class Outbox {
    /** PostgreSQL channel on which the relay hears that there is something to send. */
    static final String CHANNEL = "credits_outbox";

    private final Sql sql;
    private final IssuedCommands issued;
    private final Clock clock;

    Outbox(Sql sql, IssuedCommands issued, Clock clock) {
        this.sql = sql;
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * An order to the credit engine. It gets the account's next number under the account's row lock, held until the
     * transaction ends, which keeps one account's commands in order (decision 0007).
     *
     * @param cause the audited act that it follows from; names the account, which must exist, and who issues it
     * @param commandId unique for all time and derived from the cause (a payment, a request); the ledger lines it
     *     causes name it
     * @param payload one of AccountCommand's commands: StartSubscription, UpgradePlan, GrantCredits, …
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void command(Act cause, String commandId, SpecificRecord payload) {
        String account = cause.account();
        long sequence = sql.find(
                        "UPDATE account SET commands = commands + 1 WHERE id = ? RETURNING commands",
                        row -> row.number("commands"),
                        account)
                .orElseThrow(() -> new IllegalArgumentException("no account " + account + " to send a command for"));
        String type = payload.getSchema().getName();
        AccountCommand command = new AccountCommand();
        command.setCommandId(commandId);
        command.setAccount(account);
        command.setSequence(sequence);
        command.setIssuedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        command.setIssuedBy(cause.who());
        command.setType(type);
        command.put(type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1), payload);
        try {
            byte[] record = bytes(command.toByteBuffer());
            issued.write(command, record, cause);
            keep(Topic.ACCOUNT_COMMANDS, account, record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All price versions of one action, for every instance of the engine. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void prices(ActionPrices prices) {
        try {
            keep(Topic.RATE_CARD, prices.getAction(), bytes(prices.toByteBuffer()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A rejected usage record again, byte for byte (R4), with a header that names the rejection. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void replay(String rejectionId) {
        sql.update(
                "INSERT INTO outbox (topic, kind, record_key, payload, header, partition)"
                        + " SELECT ?, 'RAW', record_key, record_value, rejection_id, CASE WHEN record_key IS NULL"
                        + " THEN partition END"
                        + " FROM rejected_usage WHERE rejection_id = ?",
                Topic.USAGE_RECORDED,
                rejectionId);
        wakeRelay();
    }

    private static byte[] bytes(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.get(bytes);
        return bytes;
    }

    private void keep(Topic topic, String key, byte[] record) {
        sql.update(
                "INSERT INTO outbox (topic, kind, record_key, payload) VALUES (?, 'AVRO', ?, ?)",
                topic,
                key.getBytes(StandardCharsets.UTF_8),
                record);
        wakeRelay();
    }

    private void wakeRelay() {
        sql.find("SELECT pg_notify(?, '')", row -> true, CHANNEL);
    }
}
