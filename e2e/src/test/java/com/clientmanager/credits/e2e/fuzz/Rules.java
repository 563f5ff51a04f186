package com.clientmanager.credits.e2e.fuzz;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * What docs/credit-rules.md and docs/usage-events.md say of an event by itself (R1, R4), written down a second time.
 */
final class Rules {
    /** Micro-credits a unit, as the catalogue that ships prices them. */
    static final Map<String, Long> PRICES = Map.of(
            "form.submission", 1_000_000L,
            "sms.send", 4_000_000L,
            "email.send", 100_000L,
            "ai.generate", 500L,
            "ai.chat", 5_000_000L,
            "login", 0L,
            "dashboard.view", 0L,
            "settings.update", 0L);

    static final long MAX_QUANTITY = (1L << 53) - 1;

    private static final BigDecimal MAX_CHARGE = new BigDecimal("1e15");
    private static final long END_OF_9999_MS = 253_402_300_799_999L;
    private static final int MAX_DIMENSIONS = 20;
    private static final int LARGE_BYTES = 200_000;

    private Rules() {}

    /**
     * The reasons for which the event may be rejected, whenever it comes; none: it is charged, if its time is right.
     */
    static Set<String> reasons(Event event, Set<String> openAccounts) {
        Set<String> reasons = new TreeSet<>();
        text(reasons, event.source, 256, true);
        text(reasons, event.id, 256, true);
        text(reasons, event.account, 128, true);
        text(reasons, event.action, 128, true);
        text(reasons, event.user, 128, false);
        event.dimensions.forEach((name, value) -> {
            text(reasons, name, 64, true);
            text(reasons, value, 256, false);
        });
        if (event.dimensions.size() > MAX_DIMENSIONS) {
            reasons.add("FIELD_TOO_LONG");
        }
        if (event.quantity <= 0) {
            reasons.add("QUANTITY_NOT_POSITIVE");
        } else if (event.quantity > MAX_QUANTITY) {
            reasons.add("QUANTITY_TOO_LARGE");
        }
        if (event.occurredAtMs < 0 || event.occurredAtMs > END_OF_9999_MS) {
            reasons.add("FIELD_INVALID");
        }
        if (!openAccounts.contains(event.account.toString())) {
            reasons.add("UNKNOWN_ACCOUNT");
        }
        price(reasons, event);
        return reasons;
    }

    private static void price(Set<String> reasons, Event event) {
        Long price = PRICES.get(event.action.toString());
        if (price == null) {
            reasons.add("UNKNOWN_ACTION");
        } else if (new BigDecimal(event.quantity)
                        .multiply(new BigDecimal(price))
                        .compareTo(MAX_CHARGE)
                > 0) {
            reasons.add("AMOUNT_OVERFLOW");
        }
    }

    /** Besides its own reasons: a large record may be refused before it is looked at. */
    static Set<String> withSize(Set<String> reasons, int bytes) {
        if (bytes < LARGE_BYTES) {
            return reasons;
        }
        Set<String> more = new TreeSet<>(reasons);
        more.add("RECORD_TOO_LARGE");
        more.add("UNREADABLE");
        return more;
    }

    private static void text(Set<String> reasons, @Nullable CharSequence text, int maxLength, boolean required) {
        if (text == null) {
            return;
        }
        if (text instanceof Utf8 bytes && !isUtf8(bytes)) {
            reasons.add("UNREADABLE");
            reasons.add("FIELD_INVALID");
            return;
        }
        String said = text.toString();
        if (required && said.isBlank()) {
            reasons.add("FIELD_INVALID");
        }
        if (said.length() > maxLength) {
            reasons.add("FIELD_TOO_LONG");
        }
        if (said.codePoints().anyMatch(point -> Character.isISOControl(point) || point == 0xfffe || point == 0xffff)) {
            reasons.add("FIELD_INVALID");
        }
    }

    private static boolean isUtf8(Utf8 text) {
        try {
            CharBuffer read = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()));
            return read.length() <= text.getByteLength();
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
