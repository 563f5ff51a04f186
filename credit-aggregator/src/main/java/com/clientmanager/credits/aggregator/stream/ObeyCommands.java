package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.credit.InvariantViolationException;
import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.MalformedRecordException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys the commands of billing-api, each number of an account once (decision 0007). One that the engine cannot follow
 * is answered on the ledger; one that cannot be read, or whose account is not open, is kept with the rejected usage. A
 * bad command never stops a partition.
 */
final class ObeyCommands implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ObeyCommands.class);

    private final StepSetup setup;
    private final CreditEngine engine;
    private final CommandWire wire = new CommandWire();
    private ProcessorContext<byte[], byte[]> context;
    private AccountStore accounts;
    private Postings postings;

    ObeyCommands(StepSetup setup) {
        this.setup = setup;
        this.engine = new CreditEngine(setup.config().pace().lateness());
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> task) {
        context = task;
        accounts = task.getStateStore(AccountStore.NAME);
        postings = new Postings(task, accounts, setup);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        CommitPace.took(context);
        InputRecord input = InputRecord.of(record, context.recordMetadata().orElseThrow());
        setup.tally().command();
        CreditAccount account;
        Decision decision;
        try {
            AccountCommand said = read(input);
            account = account(said);
            decision = decide(account, said, input);
        } catch (MalformedRecordException e) {
            reject(input, RejectionReason.COMMAND_UNREADABLE, String.valueOf(e.getMessage()));
            return;
        }
        switch (decision) {
            case Decision.Accepted accepted -> postings.write(postings.ready(account, accepted, input.offset()));
            case Decision.Refused refused ->
                reject(input, RejectionReason.ofCommand(refused.code()), refused.code() + ": " + refused.detail());
        }
    }

    private AccountCommand read(InputRecord input) {
        byte[] value = input.value();
        if (value == null) {
            throw new MalformedRecordException("the record has no value");
        }
        AccountCommand said = setup.wires().commands().read(value);
        if (!input.isKeyedBy(said.getAccount())) {
            throw new MalformedRecordException("account " + said.getAccount() + " is not the key");
        }
        Integer expected = input.expectedPartition(setup.partitions());
        if (expected != null) {
            // Its account's state is not here: a start would open the account, and number its ledger, a second time.
            throw new MalformedRecordException("the key belongs to partition " + expected);
        }
        CommandLimits.check(said);
        return said;
    }

    private CreditAccount account(AccountCommand said) {
        CreditAccount stored = accounts.get(said.getAccount());
        CreditAccount account = stored == null ? CreditAccount.unopened(said.getAccount()) : stored;
        CommandLimits.checkSequence(said.getSequence(), account.lastCommandSequence());
        return account;
    }

    /** Only computes: whatever a value makes fail here is about this command, and nothing has been written of it. */
    private Decision decide(CreditAccount account, AccountCommand said, InputRecord input) {
        try {
            return engine.apply(account, wire.order(said), input.appendedAt());
        } catch (MalformedRecordException | InvariantViolationException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("Command at {} has a value that the engine does not expect", input.place(), e);
            throw new MalformedRecordException("the engine cannot follow it: " + e, e);
        }
    }

    private void reject(InputRecord input, RejectionReason reason, String detail) {
        LOG.warn("Command at {} is not obeyed: {} {}", input.place(), reason, RejectionEncoder.bounded(detail));
        setup.tally().commandRejection(postings.reject(input, reason, detail, null));
    }
}
