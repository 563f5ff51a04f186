package com.clientmanager.credits.aggregator.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to the real registry that a test can shut: callers are then cut off, as by an outage, while the test itself
 * still reaches it.
 */
final class RegistryGate implements AutoCloseable {
    private final URI behind;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private volatile boolean shut;

    RegistryGate(String registryUrl) throws IOException {
        behind = URI.create(registryUrl);
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://localhost:" + door.getLocalPort() + behind.getPath();
    }

    void shut() throws IOException {
        shut = true;
        for (Socket socket : open) {
            socket.close();
        }
    }

    void reopen() {
        shut = false;
    }

    /** Calls made in vain. */
    int turnedAway() {
        return turnedAway.get();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket caller = door.accept();
                if (shut) {
                    turnedAway.incrementAndGet();
                    caller.close();
                } else {
                    Socket registry = new Socket(behind.getHost(), behind.getPort());
                    open.add(caller);
                    open.add(registry);
                    Thread.ofVirtual().start(() -> copy(caller, registry));
                    Thread.ofVirtual().start(() -> copy(registry, caller));
                }
            }
        } catch (IOException closed) {
            turnedAway.incrementAndGet();
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cutOff) {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        shut();
    }
}
