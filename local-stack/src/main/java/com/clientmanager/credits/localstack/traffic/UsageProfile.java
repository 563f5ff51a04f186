package com.clientmanager.credits.localstack.traffic;

/** What people do in a CRM, how often on a working day of an account that is 1,000 permille busy, and how many units at a time. */
enum Habit {
    LOGIN("/crm/web", "login", 15, 1, 1, false),
    DASHBOARD("/crm/web", "dashboard.view", 80, 1, 1, false),
    SETTINGS("/crm/web", "settings.update", 3, 1, 1, false),
    FORM("/crm/forms", "form.submission", 10, 1, 1, true),
    EMAIL("/crm/mail", "email.send", 12, 5, 35, true),
    AI_TEXT("/crm/ai", "ai.generate", 90, 80, 600, false),
    AI_CHAT("/crm/ai", "ai.chat", 2, 1, 1, false),
    SMS_REMINDER("/crm/sms", "sms.send", 4, 1, 1, true),
    /** Goes out at half past ten, on Tuesdays and Thursdays only. */
    SMS_CAMPAIGN("/crm/sms", "sms.send", 10, 1, 2, true);

    private final String source;
    private final String action;
    private final int timesADay;
    private final int leastUnits;
    private final int mostUnits;
    private final boolean ofCampaign;

    Habit(String source, String action, int timesADay, int leastUnits, int mostUnits, boolean ofCampaign) {
        this.source = source;
        this.action = action;
        this.timesADay = timesADay;
        this.leastUnits = leastUnits;
        this.mostUnits = mostUnits;
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

    int leastUnits() {
        return leastUnits;
    }

    int mostUnits() {
        return mostUnits;
    }

    boolean isOfCampaign() {
        return ofCampaign;
    }
}
