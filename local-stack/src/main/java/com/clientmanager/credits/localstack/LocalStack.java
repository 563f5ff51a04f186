package com.clientmanager.credits.localstack;

/**
 * A real Kafka broker, schema registry and PostgreSQL. Parts may be stopped, killed and started again at the same addresses;
 * what they had acknowledged is there again. Closing stops all of them and keeps the data.
 */
public interface LocalStack extends AutoCloseable {

    /** Starts one, as processes or as containers ({@link Engine}), and returns when all three answer. */
    static LocalStack start(StackOptions options) {
        return switch (Engine.chosen()) {
            case PROCESSES -> ProcessStack.launch(options);
            case DOCKER -> DockerStack.launch(options);
        };
    }

    Addresses addresses();

    /** Starts a part that is not running, and returns when it answers. */
    void start(Part part);

    /** Lets a part end in good order. */
    void stop(Part part);

    /** SIGKILL. */
    void kill(Part part);

    /** SIGSTOP: connections stay open, nobody answers. */
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
