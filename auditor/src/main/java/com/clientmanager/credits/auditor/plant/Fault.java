package com.clientmanager.credits.auditor.plant;

import com.clientmanager.credits.auditor.finding.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A fault that the audit must name.
 *
 * @param name as {@code PLANT=} has it
 * @param kind of finding it must cause; null: none at all, since it is no fault
 * @param planter plants it
 */
record Fault(String name, @Nullable Kind kind, Planter planter) {
    /** Plants a fault into facts of its own. */
    @FunctionalInterface
    interface Planter {
        /**
         * Where the fault is, in words that the finding must hold.
         *
         * @throws CannotPlantException when there is nothing to plant it into
         */
        String plant(FaultContext context);
    }
}
