package com.clientmanager.credits.billing.ratecard;

import com.clientmanager.credits.billing.amount.Credits;
import com.clientmanager.credits.billing.outbox.Outbox;
import com.clientmanager.credits.billing.sql.Row;
import com.clientmanager.credits.billing.sql.Sql;
import com.clientmanager.credits.schemas.ActionPrices;
import com.clientmanager.credits.schemas.PriceVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of price versions; rows are only ever appended (R5). */
@ApplicationScoped
public class PriceVersions {
    private static final String COLUMNS =
            "v.action, a.unit, v.unit_price_micros, v.plan, v.version, v.effective_from, v.known_from";
    private final Sql sql;
    private final Outbox outbox;

    PriceVersions(Sql sql, Outbox outbox) {
        this.sql = sql;
        this.outbox = outbox;
    }

    /** For each action, and each plan with a price of its own, the version that prices an event of `at`. */
    public RateCard at(Instant at) {
        return new RateCard(
                at,
                sql.list(
                        "SELECT * FROM (SELECT DISTINCT ON (v.action, v.plan) " + COLUMNS + ", a.position"
                                + " FROM price_version v JOIN action a ON a.id = v.action WHERE v.effective_from <= ?"
                                + " ORDER BY v.action, v.plan, v.effective_from DESC, v.appended_seq DESC) p"
                                + " ORDER BY p.position, p.plan NULLS FIRST",
                        PriceVersions::read,
                        at));
    }

    List<PriceView> ofAction(String action) {
        return sql.list(
                "SELECT " + COLUMNS + " FROM price_version v JOIN action a ON a.id = v.action WHERE v.action = ?"
                        + " ORDER BY v.appended_seq",
                PriceVersions::read,
                action);
    }

    boolean isEmpty() {
        return sql.find("SELECT NOT EXISTS (SELECT 1 FROM price_version) AS none", row -> row.flag("none"))
                .orElseThrow();
    }

    Optional<String> unit(String action) {
        return sql.find("SELECT unit FROM action WHERE id = ?", row -> row.text("unit"), action);
    }

    /** Serialises all who append, until their transaction ends. */
    void lock() {
        sql.find("SELECT pg_advisory_xact_lock(7010)", row -> true);
    }

    void addAction(String action, String unit) {
        sql.update(
                "INSERT INTO action (id, unit, position) SELECT ?, ?, coalesce(max(position), 0) + 1 FROM action",
                action,
                unit);
    }

    void append(PriceView price, String by) {
        sql.update(
                "INSERT INTO price_version (action, version, plan, unit_price_micros, effective_from, known_from,"
                        + " appended_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                price.action(),
                price.version(),
                price.plan(),
                price.unitPrice().micros(),
                price.effectiveFrom(),
                price.knownFrom(),
                by);
    }

    /** Sends the action's whole history, which is what the compacted topic keeps. */
    void publish(String action) {
        List<PriceView> versions = ofAction(action);
        outbox.prices(new ActionPrices(
                action,
                versions.getFirst().unit(),
                versions.stream().map(PriceVersions::onTheWire).toList()));
    }

    private static PriceVersion onTheWire(PriceView price) {
        PriceVersion version = new PriceVersion();
        version.setVersion(price.version());
        version.setEffectiveFrom(price.effectiveFrom());
        version.setKnownFrom(price.knownFrom());
        version.setUnitPriceMicros(price.unitPrice().micros());
        if (price.plan() != null) {
            version.setPlan(price.plan());
        }
        return version;
    }

    private static PriceView read(Row row) throws SQLException {
        return new PriceView(
                row.text("action"),
                row.text("unit"),
                new Credits(row.number("unit_price_micros")),
                row.textOrNull("plan"),
                row.text("version"),
                row.instant("effective_from"),
                row.instant("known_from"));
    }
}
