package com.clientmanager.credits.localstack;

/**
 * A stack of processes that may outlive the JVM that started it. Until {@link #leaveRunning}, it ends with this JVM.
 */
public final class DetachedStack {
    private final ProcessStack stack;

    private DetachedStack(ProcessStack stack) {
        this.stack = stack;
    }

    public static DetachedStack start(StackOptions options) {
        return new DetachedStack(ProcessStack.launch(options));
    }

    public Addresses addresses() {
        return stack.addresses();
    }

    /** Lets the processes outlive this JVM; {@link ChildProcess#find} finds them. */
    public void leaveRunning() {
        stack.leaveRunning();
    }
}
