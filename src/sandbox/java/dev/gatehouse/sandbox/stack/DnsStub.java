package dev.gatehouse.sandbox.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** A DNS server over UDP for which every mail domain exists, but for those that {@link DnsAnswer} names. */
final class DnsStub {

    /** What a query may have without EDNS, and more than any name needs (RFC 1035, 4.2.1). */
    private static final int LARGEST_QUERY = 512;

    private final DatagramSocket socket;

    private DnsStub(DatagramSocket socket) {
        this.socket = socket;
    }

    static DnsStub start() {
        try {
            // Never closed: it answers until the virtual machine ends.
            @SuppressWarnings("resource")
            DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            DnsStub stub = new DnsStub(socket);
            Thread thread = new Thread(stub::serve, "gatehouse-dns");
            thread.setDaemon(true);
            thread.start();
            return stub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST_QUERY], LARGEST_QUERY);
        while (!socket.isClosed()) {
            try {
                packet.setLength(LARGEST_QUERY);
                socket.receive(packet);
                byte[] answer = DnsAnswer.to(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer != null) {
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException | RuntimeException e) {
                System.err.println("The sandbox's DNS did not answer a query: " + e);
            }
        }
    }
}
