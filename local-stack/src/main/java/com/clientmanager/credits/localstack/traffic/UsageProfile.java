package com.clientmanager.credits.localstack.traffic;

/**
 * The actions of the demo CRM: how often per working day of an account with busyPermille 1,000, and how many units
 * each.
 */
enum UsageProfile {
    LOGIN("/crm/web", "login", 15, 1, 1, false),
    DASHBOARD("/crm/web", "dashboard.view", 80, 1, 1, false),
    SETTINGS("/crm/web", "settings.update", 3, 1, 1, false),
    FORM("/crm/forms", "form.submission", 10, 1, 1, true),
    EMAIL("/crm/mail", "email.send", 12, 5, 35, true),
    AI_TEXT("/crm/ai", "ai.generate", 90, 80, 600, false),
    AI_CHAT("/crm/ai", "ai.chat", 2, 1, 1, false),
    SMS_REMINDER("/crm/sms", "sms.send", 4, 1, 1, true),
    /** Sent at 10:30 on Tuesdays and Thursdays only. */
    SMS_CAMPAIGN("/crm/sms", "sms.send", 10, 1, 2, true);

    private final String source;
    private final String action;
    private final int timesADay;
    private final int minUnits;
    private final int maxUnits;
    private final boolean ofCampaign;

    UsageProfile(String source, String action, int timesADay, int minUnits, int maxUnits, boolean ofCampaign) {
        this.source = source;
        this.action = action;
        this.timesADay = timesADay;
        this.minUnits = minUnits;
        this.maxUnits = maxUnits;
        this.ofCampaign = ofCampaign;
    }

    String source() {
        return source;
    }

    String action() {
        return action;
    }

    int timesADay() {
        return timesADay;
    }

    int minUnits() {
        return minUnits;
    }

    int maxUnits() {
        return maxUnits;
    }

    boolean isOfCampaign() {
        return ofCampaign;
    }
}
