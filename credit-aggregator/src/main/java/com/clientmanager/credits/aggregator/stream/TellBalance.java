package com.clientmanager.credits.aggregator.stream;

import com.clientmanager.credits.aggregator.credit.CreditAccount;
import com.clientmanager.credits.aggregator.stream.bundle.OutputBundle;
import com.clientmanager.credits.aggregator.stream.store.AccountStore;
import com.clientmanager.credits.schemas.AccountBalance;
import com.clientmanager.credits.schemas.RegistryAvroCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Tells credit.balances.v1 the balance of each account that the ending transaction touched. */
final class TellBalance implements AccountStore.Touched {
    private final ProcessorContext<byte[], byte[]> context;
    private final RegistryAvroCodec<AccountBalance> balances;
    private final BalanceEncoder encoder = new BalanceEncoder();
    private OutputBundle told = new OutputBundle();

    TellBalance(ProcessorContext<byte[], byte[]> context, RegistryAvroCodec<AccountBalance> balances) {
        this.context = context;
        this.balances = balances;
    }

    @Override
    public void touched(CreditAccount account, Instant asOf) {
        byte[] key = account.id().getBytes(StandardCharsets.UTF_8);
        byte[] value = encoder.encode(balances.schemaId(), account, asOf);
        told.add(new Record<>(key, value, asOf.toEpochMilli()));
    }

    @Override
    public void told() {
        context.forward(told.asOne(), CreditTopology.BALANCES);
        told = new OutputBundle();
    }
}
