package com.clientmanager.credits.aggregator.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Hashes made elsewhere (SHA-256 of 'E' and, for source and id, the length in eight bytes and the text in UTF-8): what is stored must be found for ever. */
class IdentityTest {
    private final Identity identity = new Identity();

    @Test
    void R2_an_event_has_the_identity_that_is_stored() {
        assertHash("/crm/forms", "evt-1", 0xdd44eb5559120348L, 0x14ab0bda1dL);
    }

    @Test
    void R2_so_has_one_whose_source_and_id_are_not_ascii() {
        assertHash("/crm/fõrms", "evt-✓-𝄞", 0x97c2735e3998503cL, 0x30a556762dL);
    }

    private void assertHash(String source, String id, long high, long lowAboveFingerprint) {
        identity.ofEvent(source, id, "acct-1", "form.submission", 1);

        assertThat(identity.high()).isEqualTo(high);
        assertThat(identity.low() >>> Identity.FINGERPRINT_BITS).isEqualTo(lowAboveFingerprint);
    }
}
