package com.clientmanager.credits.billing.invoice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Who sells and which tax the prices contain; copied into each invoice when it is issued. */
@ConfigMapping(prefix = "invoice")
public interface InvoiceSettings {
    Seller seller();

    Tax tax();

    /** The seller as printed. */
    interface Seller {
        @WithDefault("ClientManager, Inc.")
        String name();

        @WithDefault("500 Example Street,Suite 12,Springfield")
        List<String> address();

        @WithDefault("Tax ID 00-0000000")
        String taxId();

        @WithDefault("billing@clientmanager.example")
        String email();
    }

    /** The tax contained in every price. */
    interface Tax {
        @WithDefault("Sales tax")
        String name();

        /** 1,900 = 19%. */
        @WithDefault("0")
        int basisPoints();
    }
}
