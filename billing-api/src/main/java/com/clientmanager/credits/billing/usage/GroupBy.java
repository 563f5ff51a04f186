package com.clientmanager.credits.billing.usage;

import com.clientmanager.credits.billing.web.Problem;
import org.jspecify.annotations.Nullable;

/** By what usage is summed. */
public enum GroupBy {
    ACTION("action", "micros DESC, 1"),
    DAY("day", "1"),
    USER("user_id", "micros DESC, 1");

    private final String column;
    private final String order;

    GroupBy(String column, String order) {
        this.column = column;
        this.order = order;
    }

    String column() {
        return column;
    }

    String order() {
        return order;
    }

    /** Reads the parameter; action where it is absent. @throws Problem when it is none of the three */
    public static GroupBy parse(@Nullable String text) {
        return switch (text == null ? "action" : text) {
            case "action" -> ACTION;
            case "day" -> DAY;
            case "user" -> USER;
            default -> throw Problem.field("groupBy", "groupBy is action, day or user.");
        };
    }
}
