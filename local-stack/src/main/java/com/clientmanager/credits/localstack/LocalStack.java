package com.clientmanager.credits.localstack;

/**
 * A real Kafka broker, schema registry and PostgreSQL. Parts may be stopped, killed and restarted on the same addresses
 * without losing acknowledged data. Closing stops all of them and keeps the data.
 */
public interface LocalStack extends AutoCloseable {

    /** Starts a stack as processes or containers ({@link StackBackend}); returns when all three parts respond. */
    static LocalStack start(StackOptions options) {
        return switch (StackBackend.selected()) {
            case PROCESSES -> ProcessStack.launch(options);
            case DOCKER -> DockerStack.launch(options);
        };
    }

    Addresses addresses();

    /** Starts a part that is not running; returns when it responds. */
    void start(Part part);

    /** Stops a part gracefully. */
    void stop(Part part);

    /** SIGKILL. */
    void kill(Part part);

    /** SIGSTOP: connections stay open without responses. */
    void pause(Part part);

    /** Ends a pause. */
    void resume(Part part);

    default void startBroker() {
        start(Part.BROKER);
    }

    default void stopBroker() {
        stop(Part.BROKER);
    }

    default void killBroker() {
        kill(Part.BROKER);
    }

    default void startRegistry() {
        start(Part.REGISTRY);
    }

    default void stopRegistry() {
        stop(Part.REGISTRY);
    }

    default void startPostgres() {
        start(Part.POSTGRES);
    }

    default void stopPostgres() {
        stop(Part.POSTGRES);
    }

    default void killPostgres() {
        kill(Part.POSTGRES);
    }

    @Override
    void close();
}
