package com.clientmanager.credits.billing.payment;

import static com.clientmanager.credits.billing.payment.PaymentStatus.FAILED;
import static com.clientmanager.credits.billing.payment.PaymentStatus.INTENDED;
import static com.clientmanager.credits.billing.payment.PaymentStatus.SUCCEEDED;
import static com.clientmanager.credits.billing.payment.PaymentStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.clientmanager.credits.billing.payment.GatewayAnswer.Approved;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Declined;
import com.clientmanager.credits.billing.payment.GatewayAnswer.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentStatusTest {
    @Test
    void an_open_payment_follows_the_gateways_answer() {
        for (PaymentStatus open : List.of(INTENDED, UNKNOWN)) {
            assertThat(open.after(new Approved("r"))).isEqualTo(SUCCEEDED);
            assertThat(open.after(new Declined(DeclineReason.INTERRUPTED))).isEqualTo(FAILED);
            assertThat(open.after(new Unknown("timeout"))).isEqualTo(UNKNOWN);
        }
    }

    @Test
    void a_final_state_is_never_left() {
        for (PaymentStatus last : List.of(SUCCEEDED, FAILED)) {
            assertThat(last.after(new Approved("r"))).isEqualTo(last);
            assertThat(last.after(new Declined(DeclineReason.INTERRUPTED))).isEqualTo(last);
            assertThat(last.after(new Unknown("timeout"))).isEqualTo(last);
        }
    }
}
