package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Hashes made elsewhere (SHA-256 of 'E' and, for source and id, the length in eight bytes and the text in UTF-8): what
 * is stored must be found for ever.
 */
class IdentityTest {
    private final Identity identity = new Identity();

    @Test
    void R2_an_event_has_the_identity_that_is_stored() {
        assertHash("/crm/forms", "evt-1", 0xbdf396d2ed45deceL, 0x246981376cL);
    }

    @Test
    void R2_so_has_one_whose_source_and_id_are_not_ascii() {
        assertHash("/crm/fõrms", "evt-✓-𝄞", 0x94ffe9cea108a190L, 0x32d8f56c0fL);
    }

    @Test
    void R2_so_has_one_of_the_longest_texts() {
        assertHash("/".repeat(256), "✓".repeat(256), 0x34c30a07daa3ceb5L, 0x87b8f61138L);
    }

    private void assertHash(String source, String id, long high, long lowAboveFingerprint) {
        identity.ofEvent("acct-1", source, id, "form.submission", 1);

        assertThat(identity.high()).isEqualTo(high);
        assertThat(identity.low() >>> Identity.FINGERPRINT_BITS).isEqualTo(lowAboveFingerprint);
    }
}
