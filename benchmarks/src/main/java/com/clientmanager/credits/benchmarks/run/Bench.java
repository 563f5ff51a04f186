package com.clientmanager.credits.benchmarks.run;

import com.clientmanager.credits.localstack.Checkout;

/** `make bench`: runs the chosen parts in the chosen size, and writes the report. Ends with 1 when a figure does not count. */
public final class Bench {
    private Bench() {}

    /** Runs size {@code args[0]}, part {@code args[1]}. */
    public static void main(String[] args) throws Exception {
        Board board = new Board(System.out);
        Sizes sizes = Sizes.named(args[0]);
        board.say("size %s, part %s".formatted(sizes.name(), args[1]));
        try (BenchStack stack = BenchStack.start(Checkout.root().resolve(".local/bench"))) {
            new Throughput(stack, sizes, board).run();
        }
    }
}
