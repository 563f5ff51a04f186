package com.clientmanager.credits.billing.security;

/** The roles in a token's `groups` claim, as http names them. */
public final class Roles {
    /** A producing service; may only write usage, so nothing here. */
    public static final String USAGE_WRITE = "usage:write";
    /** A person of one account (claim `account`) who may look. */
    public static final String BILLING_READ = "billing:read";
    /** A person of one account (claim `account`) who may buy and change. */
    public static final String BILLING_MANAGE = "billing:manage";
    /** Staff: every account. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
