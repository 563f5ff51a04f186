package com.clientmanager.credits.auditor;

import com.clientmanager.credits.auditor.check.AuditInputs;
import com.clientmanager.credits.auditor.check.AuditRun;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.plant.PlantRun;
import com.clientmanager.credits.auditor.record.Topics;
import com.clientmanager.credits.auditor.source.KafkaTopics;
import com.clientmanager.credits.auditor.source.PostgresTables;
import com.clientmanager.credits.auditor.source.RegistrySchemas;
import java.io.PrintStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * {@code make audit}: counts every credit again from the topics and compares with the live balances and PostgreSQL.
 * Exit status 0: no
 * difference; 1: differences, printed; 2: could not look. It may run while the system runs. With {@code PLANT} it
 * plants faults into a copy of what it has
 * read, in memory, and exits with 0 only if it names each of them.
 */
public final class Audit {
    private Audit() {}

    /** See the class comment; reads its settings from the environment, see {@code docs/operations.md}. */
    public static void main(String[] args) {
        try {
            System.exit(look(Settings.from(System.getenv()), System.out) ? 0 : 1);
        } catch (SQLException | RuntimeException e) {
            System.err.println("The audit could not look: " + e.getMessage());
            System.exit(2);
        }
    }

    private static boolean look(Settings settings, PrintStream out) throws SQLException {
        try (@Nullable PostgresTables tables = tables(settings)) {
            AuditInputs inputs = new AuditInputs(
                    new Topics(settings.prefix()),
                    new KafkaTopics(settings.bootstrapServers(), settings.applicationId(), out),
                    new RegistrySchemas(settings.registryUrl()),
                    tables,
                    settings.latenessDays());
            return settings.plant().isEmpty() ? run(inputs, out) : new PlantRun(inputs, out).run(settings.plant());
        }
    }

    private static boolean run(AuditInputs inputs, PrintStream out) {
        AuditRun run = new AuditRun(inputs, out);
        Findings findings = run.run();
        out.println(run.summary());
        out.print(findings.report());
        out.printf("differences: %,d%n", findings.total());
        return findings.total() == 0;
    }

    private static @Nullable PostgresTables tables(Settings settings) throws SQLException {
        String url = settings.jdbcUrl();
        return url == null ? null : new PostgresTables(url, settings.dbUser(), settings.dbPassword());
    }
}
