package com.clientmanager.credits.benchmarks.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrometheusClientTest {

    @Test
    void a_value_is_read_with_labels_and_without() {
        assertThat(PrometheusClient.valueIn("credits_identities 5.24288E5", "credits_identities"))
                .contains(524_288L);
        assertThat(PrometheusClient.valueIn(
                        "credits_rejected_total{reason=\"no_price\"} 3.0", "credits_rejected_total"))
                .contains(3L);
    }

    @Test
    void a_longer_name_is_another_metric() {
        assertThat(PrometheusClient.valueIn("credits_identities_filter_bytes 1.0", "credits_identities"))
                .isEmpty();
        assertThat(PrometheusClient.valueIn("# HELP credits_identities what", "credits_identities"))
                .isEmpty();
    }
}
