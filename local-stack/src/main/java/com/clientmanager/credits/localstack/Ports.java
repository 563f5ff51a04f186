package com.clientmanager.credits.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Asks the operating system about TCP ports of this machine's loopback address. */
public final class Ports {
    private static final int CONNECT_TIMEOUT_MS = 500;

    private Ports() {}

    /** A port nobody listens on now. Another process may take it before the caller does. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether something on this machine accepts connections on the port. */
    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException nobodyThere) {
            return false;
        }
    }
}
