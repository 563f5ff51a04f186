package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.check.AuditInputs;
import com.clientmanager.credits.auditor.check.AuditRun;
import com.clientmanager.credits.auditor.finding.Findings;
import com.clientmanager.credits.auditor.finding.Kind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Plants each fault into a copy of the recorded facts and demands that the audit names it: a finding of the right kind
 * at the right place. Before, the facts
 * as they are must have no difference.
 */
public final class PlantRun {
    private static final String ALL = "all";

    private final AuditInputs facts;
    private final Recording recording;
    private final PrintStream out;

    /** @param live what the facts are recorded from, once */
    public PlantRun(AuditInputs live, PrintStream out) {
        this(live, Recording.of(live), out);
    }

    /** @param facts whose sources are not read, but those of the recording */
    PlantRun(AuditInputs facts, Recording recording, PrintStream out) {
        this.facts = facts;
        this.recording = recording;
        this.out = out;
    }

    /** How one fault went. */
    private record Outcome(boolean isNamed, String sentence) {}

    static List<Fault> faults() {
        return Stream.of(CommandFaults.all(), UsageFaults.all(), LedgerFaults.all(), TableFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** The names of all faults. */
    public static List<String> names() {
        return faults().stream().map(Fault::name).toList();
    }

    /**
     * Whether all was named.
     *
     * @param name of one fault, or all
     */
    public boolean run(String name) {
        List<Fault> chosen = faults().stream()
                .filter(fault -> name.equals(ALL) || fault.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            out.println("There is no fault " + name + ". There are: all, " + String.join(", ", names()));
            return false;
        }
        AuditRun control = audit(recording);
        Findings without = control.run();
        out.printf("%nwithout a fault: %,d differences%n%s", without.total(), without.report());
        int named = 0;
        out.printf("%n%-26s %-6s %s%n", "fault", "named", "finding");
        for (Fault fault : chosen) {
            Outcome outcome = plant(fault, control, without);
            named += outcome.isNamed ? 1 : 0;
            out.printf("%-26s %-6s %s%n", fault.name(), outcome.isNamed ? "yes" : "NO", outcome.sentence);
        }
        out.printf("%nplanted %d, named as they should be %d%n", chosen.size(), named);
        return named == chosen.size() && without.total() == 0;
    }

    private Outcome plant(Fault fault, AuditRun control, Findings without) {
        Recording planted = recording.copy();
        try {
            String place = fault.planter().plant(new FaultContext(planted, facts.names(), control));
            return check(fault, place, audit(planted).run(), without);
        } catch (CannotPlantException e) {
            return new Outcome(false, "cannot be planted: " + e.getMessage());
        }
    }

    private static Outcome check(Fault fault, String place, Findings found, Findings without) {
        @Nullable Kind kind = fault.kind();
        if (kind == null) {
            long more = found.total() - without.total();
            return new Outcome(
                    more == 0, more + " differences, as it is no fault\n" + (more == 0 ? "" : found.report()));
        }
        List<String> before = without.examples(kind);
        return found.examples(kind).stream()
                .filter(example -> example.contains(place) && !before.contains(example))
                .findFirst()
                .map(example -> new Outcome(true, kind + ": " + example))
                .orElseGet(() ->
                        new Outcome(false, "no " + kind + " at " + place + "; found instead:\n" + found.report()));
    }

    private AuditRun audit(Recording of) {
        AuditInputs recorded = new AuditInputs(facts.names(), of, of, of.hasTables() ? of : null, facts.latenessDays());
        return new AuditRun(recorded, new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
