package com.clientmanager.credits.localstack.up;

/** A reason that the person at the keyboard can do something about; shown without a stack trace. */
final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    CannotStart(String what) {
        super(what);
        this.what = what;
    }

    /** What is wrong and what to do about it. */
    String what() {
        return what;
    }
}
