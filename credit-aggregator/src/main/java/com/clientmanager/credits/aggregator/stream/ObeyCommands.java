package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.AccountOrder;
import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.credit.CreditEngine;
import com.clientmanager.credits.aggregator.credit.Decision;
import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.MalformedRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Obeys the commands of billing-api, each number of an account once (decision 0007). One that the engine cannot follow is answered on the ledger; one that cannot
 * be read, or whose account is not open, is kept with the rejected usage. A bad command never stops a partition.
 */
final class ObeyCommands implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ObeyCommands.class);

    private final StepSetup setup;
    private final CreditEngine engine;
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
        postings = new Postings(task, accounts, setup.wires());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        CommitPace.took(context);
        InputRecord input = InputRecord.of(record, context.recordMetadata().orElseThrow());
        setup.tally().command();
        AccountCommand said;
        AccountOrder order;
        try {
            said = read(input);
            order = CommandWire.order(said);
        } catch (MalformedRecord e) {
            reject(input, RejectionReason.COMMAND_UNREADABLE, String.valueOf(e.getMessage()));
            return;
        }
        obey(input, said.getAccount(), order);
    }

    private AccountCommand read(InputRecord input) {
        byte[] value = input.value();
        if (value == null) {
            throw new MalformedRecord("the record has no value");
        }
        AccountCommand said = setup.wires().commands().read(value);
        if (!input.isKeyedBy(said.getAccount())) {
            throw new MalformedRecord("account " + said.getAccount() + " is not the key");
        }
        return said;
    }

    private void obey(InputRecord input, String id, AccountOrder order) {
        CreditAccount stored = accounts.get(id);
        CreditAccount account = stored == null ? CreditAccount.unopened(id) : stored;
        switch (engine.apply(account, order, input.appendedAt())) {
            case Decision.Accepted accepted -> postings.write(postings.ready(account, accepted, input.offset()));
            case Decision.Refused refused ->
                reject(input, RejectionReason.ofCommand(refused.code()), refused.code() + ": " + refused.detail());
        }
    }

    private void reject(InputRecord input, RejectionReason reason, String detail) {
        LOG.warn(
                "Command at {}-{}, offset {}, is not obeyed: {} {}",
                input.record().topic(),
                input.record().partition(),
                input.offset(),
                reason,
                detail);
        postings.reject(input, reason, detail);
        setup.tally().rejection(reason);
    }
}
