package com.clientmanager.credits.benchmarks.load;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The 12 actions of the load: price in micro-credits per unit (two are free, R6) and maximum units per event. */
public enum CrmAction {
    FORM_SUBMISSION("form.submission", "/crm/forms", 1_000_000, 1),
    SMS_SEND("sms.send", "/crm/sms", 4_000_000, 3),
    EMAIL_SEND("email.send", "/crm/email", 100_000, 5),
    AI_GENERATE("ai.generate", "/crm/ai", 500, 2_000),
    AI_CHAT("ai.chat", "/crm/ai", 5_000_000, 1),
    CALL_MINUTE("call.minute", "/crm/calls", 2_500_000, 12),
    WHATSAPP_SEND("whatsapp.send", "/crm/whatsapp", 3_000_000, 2),
    REPORT_EXPORT("report.export", "/crm/reports", 2_000_000, 1),
    CONTACT_ENRICH("contact.enrich", "/crm/contacts", 750_000, 4),
    WORKFLOW_RUN("workflow.run", "/crm/workflows", 250_000, 6),
    LOGIN("login", "/crm/identity", 0, 1),
    DASHBOARD_VIEW("dashboard.view", "/crm/pages", 0, 1);

    private static final CrmAction[] ALL = values();
    private static final Map<String, Long> PRICES =
            Arrays.stream(ALL).collect(Collectors.toMap(CrmAction::action, CrmAction::unitPriceMicros));

    private final String action;
    private final String source;
    private final long unitPriceMicros;
    private final int maxUnits;

    CrmAction(String action, String source, long unitPriceMicros, int maxUnits) {
        this.action = action;
        this.source = source;
        this.unitPriceMicros = unitPriceMicros;
        this.maxUnits = maxUnits;
    }

    /** The price per unit of the action with this name. */
    public static long unitPriceMicros(String action) {
        Long price = PRICES.get(action);
        if (price == null) {
            throw new IllegalArgumentException("no price for " + action);
        }
        return price;
    }

    public static CrmAction numbered(long number) {
        return ALL[(int) (number % ALL.length)];
    }

    public String action() {
        return action;
    }

    public String source() {
        return source;
    }

    public long unitPriceMicros() {
        return unitPriceMicros;
    }

    public int maxUnits() {
        return maxUnits;
    }
}
