package com.clientmanager.credits.benchmarks.baseline;

import com.clientmanager.credits.schemas.UsageRecorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * The statements of PGN: identities by insert on conflict, one update for all affected balances, and numbered entries
 * with running balances by window functions. The caller removes duplicates within the batch; those of earlier batches
 * conflict.
 */
public final class PgBatch implements AutoCloseable {
    private static final String CHARGE = """
            with read as (
              select * from unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                  ?::bigint[], ?::text[],
                  ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])
                with ordinality as r(hash, account, micros, source, event_id, action, quantity, app_user, unit_price,
                  input_offset, occurred_at, recorded_at, dimensions, place)
            ), fresh as (
              insert into pgn.identity select hash from read on conflict do nothing returning hash
            ), charge as (
              select r.*, row_number() over w as number, sum(micros) over w as drawn
              from read r join fresh using (hash)
              window w as (partition by account order by place rows unbounded preceding)
            ), total as (
              select account, sum(micros) as micros, count(*) as lines from charge group by account
            ), touched as (
              update pgn.balance b set balance = b.balance - t.micros, seq = b.seq + t.lines
              from total t where b.account = t.account
              returning b.account, b.balance + t.micros as balance, b.seq - t.lines as seq
            )
            insert into pgn.ledger
            select c.account, t.seq + c.number, -c.micros, t.balance - c.drawn, greatest(t.balance - c.drawn, 0),
              greatest(c.drawn - t.balance, 0), c.source, c.event_id, c.action, c.quantity, c.app_user, c.unit_price, ?,
              c.input_offset, c.occurred_at, c.recorded_at, c.dimensions, ?
            from charge c join touched t using (account)
            """;
    private static final String STORE_POSITIONS = """
            insert into pgn.input values (?, ?) on conflict (partition) do update set next = excluded.next
            """;

    private final Connection connection;
    private final PreparedStatement charge;
    private final PreparedStatement storePositions;

    public PgBatch(Connection connection) throws SQLException {
        this.connection = connection;
        this.charge = connection.prepareStatement(CHARGE);
        this.storePositions = connection.prepareStatement(STORE_POSITIONS);
    }

    /** Charges events with distinct identities, in order. */
    public void charge(Collection<PricedEvent> events) throws SQLException {
        Columns columns = new Columns(events);
        Object[] arrays = {
            columns.hash, columns.account, columns.micros, columns.source, columns.eventId, columns.action,
            columns.quantity, columns.user, columns.unitPrice, columns.offset, columns.occurredAt, columns.recordedAt,
            columns.dimensions
        };
        for (int i = 0; i < arrays.length; i++) {
            String type = arrays[i] instanceof long[] ? "bigint" : i == 0 ? "uuid" : "text";
            if (arrays[i] instanceof long[] longs) {
                charge.setObject(i + 1, longs);
            } else {
                charge.setArray(i + 1, connection.createArrayOf(type, (Object[]) arrays[i]));
            }
        }
        charge.setString(arrays.length + 1, PricedEvent.PRICE_VERSION);
        charge.setString(arrays.length + 2, PricedEvent.PLAN);
        charge.executeUpdate();
    }

    /** Stores the reader's positions in the same transaction. */
    public void storePositions(RangeReader reader) throws SQLException {
        for (int partition : reader.partitions()) {
            storePositions.setInt(1, partition);
            storePositions.setLong(2, reader.next(partition));
            storePositions.addBatch();
        }
        storePositions.executeBatch();
    }

    @Override
    public void close() throws SQLException {
        charge.close();
        storePositions.close();
    }

    private static final class Columns {
        final Object[] hash;
        final String[] account;
        final long[] micros;
        final String[] source;
        final String[] eventId;
        final String[] action;
        final long[] quantity;
        final String[] user;
        final long[] unitPrice;
        final long[] offset;
        final long[] occurredAt;
        final long[] recordedAt;
        final String[] dimensions;

        Columns(Collection<PricedEvent> events) {
            int size = events.size();
            hash = new Object[size];
            account = new String[size];
            micros = new long[size];
            source = new String[size];
            eventId = new String[size];
            action = new String[size];
            quantity = new long[size];
            user = new String[size];
            unitPrice = new long[size];
            offset = new long[size];
            occurredAt = new long[size];
            recordedAt = new long[size];
            dimensions = new String[size];
            int i = 0;
            for (PricedEvent priced : events) {
                UsageRecorded event = priced.event();
                hash[i] = priced.identity();
                account[i] = event.getAccount();
                micros[i] = priced.micros();
                source[i] = event.getSource();
                eventId[i] = event.getId();
                action[i] = event.getAction();
                quantity[i] = event.getQuantity();
                user[i] = event.getUser();
                unitPrice[i] = priced.unitPrice();
                offset[i] = priced.offset();
                occurredAt[i] = event.getOccurredAt().toEpochMilli();
                recordedAt[i] = priced.recordedAt();
                dimensions[i] = priced.dimensions();
                i++;
            }
        }
    }
}
