package com.clientmanager.credits.billing.payment;

import com.clientmanager.credits.billing.web.Answer;
import com.clientmanager.credits.billing.web.IdempotentCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that moves money, at most once per Idempotency-Key (R19): the key is claimed first, and a request that
 * finds the claim of a crashed one goes on with the same payment, because its id derives from the key.
 */
@ApplicationScoped
public class PaymentCall {
    private static final int PENDING = 202;

    private final IdempotentCall call;

    PaymentCall(IdempotentCall call) {
        this.call = call;
    }

    /**
     * Does the work at most once per key. An answer that is not the last word (202) is not kept: the same request again
     * finds the same payment and tells what has become of it.
     *
     * @param body what was sent, part of the request's identity
     * @param work gets the key, the caller's or a fresh one, and gives the answer to keep
     */
    public Response once(@Nullable Object body, Function<String, Answer> work) {
        Optional<Response> kept = call.claim(body);
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            Answer answer = work.apply(call.keyOrFresh());
            return answer.status() == PENDING ? call.unsettled(answer) : call.settle(answer);
        } catch (RuntimeException nothingCameOfIt) {
            call.release();
            throw nothingCameOfIt;
        }
    }

    /**
     * Keeps the answer in the caller's transaction, for work that has only one: what it changed and its answer commit
     * together.
     */
    public void keep(Answer answer) {
        call.settle(answer);
    }

    /** 201 paid, 402 with the provider's reason, or 202 while the provider has not told. */
    public static Answer answer(Payment payment, Object paidBody) {
        String location = "/v1/accounts/" + payment.account() + "/payments/" + payment.id();
        return switch (payment.status()) {
            case SUCCEEDED -> Answer.created(location, paidBody);
            case FAILED -> new Answer(402, null, PaymentProblem.of(Objects.requireNonNull(payment.reason()), payment));
            case INTENDED, UNKNOWN -> new Answer(PENDING, location, PaymentJson.of(payment));
        };
    }
}
