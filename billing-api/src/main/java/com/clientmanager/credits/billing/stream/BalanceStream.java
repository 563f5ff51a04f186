package com.clientmanager.credits.billing.stream;

import com.clientmanager.credits.billing.balance.BalanceView;
import com.clientmanager.credits.billing.balance.Balances;
import com.clientmanager.credits.billing.web.Problem;
import com.clientmanager.credits.billing.web.ProblemCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * An account's balance now and each time it changes; changes that come faster than they can be read are taken together.
 */
@ApplicationScoped
public class BalanceStream {
    private static final Logger LOG = Logger.getLogger(BalanceStream.class);
    private static final int MOST = 5_000;
    private final Balances balances;
    private final BalanceChanges changes;

    BalanceStream(Balances balances, BalanceChanges changes) {
        this.balances = balances;
        this.changes = changes;
    }

    /** Endless until cancelled. @throws Problem TOO_MANY_REQUESTS when this instance has 5,000 open */
    public Multi<BalanceView> of(String account) {
        if (changes.listening() >= MOST) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "Too many open streams; try again in a moment.");
        }
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Watcher watcher = new Watcher(account, emitter);
                            changes.listen(account, watcher);
                            emitter.onTermination(() -> changes.forget(account, watcher));
                            watcher.run();
                        },
                        BackPressureStrategy.LATEST);
    }

    private final class Watcher implements Runnable {
        private final String account;
        private final MultiEmitter<? super BalanceView> emitter;
        private final AtomicBoolean reading = new AtomicBoolean();
        private final AtomicBoolean changed = new AtomicBoolean();
        private final AtomicLong shown = new AtomicLong(-1);

        Watcher(String account, MultiEmitter<? super BalanceView> emitter) {
            this.account = account;
            this.emitter = emitter;
        }

        @Override
        public void run() {
            changed.set(true);
            if (reading.compareAndSet(false, true)) {
                Infrastructure.getDefaultExecutor().execute(this::read);
            }
        }

        private void read() {
            try {
                while (changed.getAndSet(false)) {
                    show(balances.of(account));
                }
            } catch (RuntimeException e) {
                LOG.warnf("A live balance could not be read; the next change tries again: %s", e.getMessage());
            } finally {
                reading.set(false);
            }
            if (changed.get()) {
                run();
            }
        }

        private void show(BalanceView balance) {
            long seq = balance.ledgerSeq() == null ? 0 : balance.ledgerSeq();
            if (shown.getAndSet(seq) != seq) {
                emitter.emit(balance);
            }
        }
    }
}
