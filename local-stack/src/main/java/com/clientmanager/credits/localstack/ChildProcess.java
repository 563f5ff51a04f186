package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process in its own session with a log file and a pid file, so that this JVM or a later one can stop, pause or kill
 * it.
 */
public final class ChildProcess {
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final ProcessHandle handle;
    private final Path pidFile;
    private final Path log;

    private ChildProcess(String name, ProcessHandle handle, Path pidFile, Path log) {
        this.name = name;
        this.handle = handle;
        this.pidFile = pidFile;
        this.log = log;
    }

    /**
     * Starts a command. Its output is appended to {@code folder/logs/name.log}, its pid written to
     * {@code folder/run/name.pid}.
     *
     * @param environment variables added to those of this JVM
     */
    public static ChildProcess launch(String name, Path folder, List<String> command, Map<String, String> environment) {
        try {
            Path log = Files.createDirectories(folder.resolve("logs")).resolve(name + ".log");
            Path pidFile = Files.createDirectories(folder.resolve("run")).resolve(name + ".pid");
            List<String> whole = new ArrayList<>();
            if (Files.isExecutable(SETSID)) {
                whole.add(SETSID.toString());
            }
            whole.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            Files.writeString(pidFile, Long.toString(process.pid()));
            return new ChildProcess(name, process.toHandle(), pidFile, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /** The process that an earlier JVM launched under this name in this folder, if it is still running. */
    public static Optional<ChildProcess> find(String name, Path folder) {
        Path pidFile = folder.resolve("run").resolve(name + ".pid");
        try {
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            long pid = Long.parseLong(Files.readString(pidFile).trim());
            return ProcessHandle.of(pid)
                    .filter(found -> found.isAlive() && commandLine(found).contains(folder.toString()))
                    .map(found -> new ChildProcess(name, found, pidFile, folder.resolve("logs/" + name + ".log")));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** The pid may have been reused: only a command line that contains the folder is ours. */
    private static String commandLine(ProcessHandle process) {
        Path proc = Path.of("/proc/" + process.pid() + "/cmdline");
        try {
            return Files.exists(proc)
                    ? Files.readString(proc)
                    : process.info().commandLine().orElse("");
        } catch (IOException exited) {
            return "";
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return handle.pid();
    }

    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return handle.isAlive();
    }

    /** SIGTERM, and SIGKILL if the process has not exited within 30 seconds. */
    public void stop() {
        signal("TERM");
        awaitExit();
    }

    /** Like {@link #stop}, but with SIGINT for PostgreSQL (fast shutdown: disconnect clients and stop). */
    public void stopGently() {
        signal(name.equals("postgres") ? "INT" : "TERM");
        awaitExit();
    }

    /** SIGKILL. */
    public void kill() {
        handle.destroyForcibly();
        awaitExit();
    }

    /** SIGSTOP: the process is suspended, its connections stay open. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (!handle.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitExit() {
        try {
            handle.onExit().get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            handle.destroyForcibly();
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
