package com.clientmanager.credits.billing.outbox;

import com.clientmanager.credits.schemas.AccountCommand;
import com.clientmanager.credits.schemas.ActionPrices;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;

/**
 * Reads what the outbox stored: Avro's single-object encoding, which names the schema it was written with. Not the
 * generated classes' own decoder: that one looks for them with Avro's class loader, which does not see the
 * application's classes under Quarkus.
 */
final class StoredRecords {
    /** Two bytes of marker and eight of the schema's fingerprint before the Avro data. */
    static final int HEADER_BYTES = 10;

    private static final SpecificData MODEL = model();
    private static final BinaryMessageDecoder<AccountCommand> COMMANDS = decoder(AccountCommand.getClassSchema());
    private static final BinaryMessageDecoder<ActionPrices> PRICES = decoder(ActionPrices.getClassSchema());

    private StoredRecords() {}

    static AccountCommand command(byte[] stored) throws IOException {
        return COMMANDS.decode(stored);
    }

    static ActionPrices prices(byte[] stored) throws IOException {
        return PRICES.decode(stored);
    }

    private static <T> BinaryMessageDecoder<T> decoder(Schema schema) {
        return new BinaryMessageDecoder<>(MODEL, schema);
    }

    private static SpecificData model() {
        SpecificData model = new SpecificData(AccountCommand.class.getClassLoader());
        model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        return model;
    }
}
