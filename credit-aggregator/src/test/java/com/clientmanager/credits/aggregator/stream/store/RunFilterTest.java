package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFilterTest {
    private static final int PER_RUN = 4_096;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "direct memory of {0} bytes")
    @ValueSource(longs = {0, Long.MAX_VALUE})
    void it_never_misses_a_member_seldom_errs_and_forgets_a_freed_place(long directBytes) {
        RunFilter filter = new RunFilter(PER_RUN, folder, directBytes);
        SplittableRandom random = new SplittableRandom(1);
        long[][] members = new long[RunFilter.RUNS_MAX][2 * PER_RUN];
        for (long[] run : members) {
            int place = filter.takePlace();
            for (int i = 0; i < run.length; i++) {
                run[i] = random.nextLong();
            }
            for (int i = 0; i < run.length; i += 2) {
                filter.add(place, run[i], run[i + 1]);
            }
        }

        assertThat(filter.isFull()).isTrue();
        for (int place = 0; place < members.length; place++) {
            for (int i = 0; i < members[place].length; i += 2) {
                assertThat(filter.mayHold(members[place][i], members[place][i + 1]) & 1L << place)
                        .isNotZero();
            }
        }
        assertThat(candidates(filter, random, 20_000)).isLessThan(20_000 * 64 / 5_000);
        filter.freePlace(7);
        assertThat(filter.mayHold(members[7][0], members[7][1]) & 1L << 7).isZero();
        assertThat(filter.mayHold(members[8][0], members[8][1]) & 1L << 8).isNotZero();
        assertThat(filter.takePlace()).isEqualTo(7);
        filter.release();
        assertThat(folder).isEmptyDirectory();
    }

    private static int candidates(RunFilter filter, SplittableRandom random, int strangers) {
        int candidates = 0;
        for (int i = 0; i < strangers; i++) {
            candidates += Long.bitCount(filter.mayHold(random.nextLong(), random.nextLong()));
        }
        return candidates;
    }
}
