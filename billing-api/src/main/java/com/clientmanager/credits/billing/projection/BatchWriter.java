package com.clientmanager.credits.billing.projection;

import com.clientmanager.credits.billing.projection.StoredOffsets.Place;
import com.clientmanager.credits.billing.sql.SqlFailed;
import com.clientmanager.credits.schemas.LedgerEntryPosted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Stores records and moves the offsets in one transaction, in which followers take part. */
final class BatchWriter {
    private static final int TRANSACTION_SECONDS = 120;

    private final DataSource dataSource;
    private final ProjectionState state;
    private final List<LedgerFollower> followers;

    BatchWriter(DataSource dataSource, ProjectionState state, List<LedgerFollower> followers) {
        this.dataSource = dataSource;
        this.state = state;
        this.followers = List.copyOf(followers);
    }

    /**
     * All of it or nothing.
     *
     * @param from where the offsets stand in the tables
     * @param to where they stand afterwards
     */
    void write(Map<Place, Long> from, Map<Place, Long> to, List<Polled> records) {
        Batch batch = Batch.of(records);
        QuarkusTransaction.requiringNew().timeout(TRANSACTION_SECONDS).run(() -> {
            try (Connection connection = dataSource.getConnection()) {
                // First: whoever is late waits here and writes nothing.
                StoredOffsets.move(connection, from, to);
                write(connection, batch);
            } catch (SQLException e) {
                throw new SqlFailed(e);
            }
        });
        state.projected(batch);
    }

    private void write(Connection connection, Batch batch) throws SQLException {
        Heads heads = Heads.read(connection, batch.lines());
        List<LedgerEntryPosted> fresh = heads.accept(batch.lines());
        if (!fresh.isEmpty()) {
            LedgerProjector.write(connection, fresh);
            UsageRollup.write(connection, fresh, heads);
            heads.write(connection);
            callFollowers(fresh);
        }
        if (!batch.balances().isEmpty()) {
            BalanceProjector.write(connection, batch.balances());
        }
        RejectionProjector.write(connection, batch.rejections(), heads.opened());
    }

    private void callFollowers(List<LedgerEntryPosted> fresh) {
        for (LedgerEntryPosted line : fresh) {
            if (!line.getType().equals("CHARGE")) {
                followers.forEach(follower -> follower.follow(line));
            }
        }
    }
}
