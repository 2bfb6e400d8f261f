package dev.gatehouse.kyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.platform.crypto.Keyring;
import dev.gatehouse.platform.crypto.RandomSource;
import dev.gatehouse.platform.crypto.TestKeyrings;
import dev.gatehouse.platform.crypto.TestSealers;
import dev.gatehouse.platform.crypto.UnsealableException;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DocumentKeysTest {
    private static final byte[] PIECE = {1, 2, 3};
    private static final UUID ID = new UUID(1, 1);
    private static final UUID CASE = new UUID(2, 2);
    private static final CaseDocument DOCUMENT = document(ID, CASE, "image/png");

    private final DocumentKeys keys = keys(TestKeyrings.of((byte) 1));

    @Test
    void aKeyOpensItsOwnDocumentAlone() {
        DocumentKeys.NewKey made = keys.make(ID, CASE, "image/png");
        byte[] sealed = made.sealer().seal(0, true, PIECE);

        assertThat(keys.open(DOCUMENT, made.wrapped()).open(0, true, sealed)).isEqualTo(PIECE);
        for (CaseDocument other : new CaseDocument[] {
            document(new UUID(1, 2), CASE, "image/png"),
            document(ID, new UUID(2, 3), "image/png"),
            document(ID, CASE, "application/pdf")
        }) {
            assertThatThrownBy(() -> keys.open(other, made.wrapped())).isInstanceOf(UnsealableException.class);
        }
    }

    @Test
    void eachDocumentHasItsOwnKey() {
        byte[] one = keys.make(ID, CASE, "image/png").sealer().seal(0, true, PIECE);
        byte[] other = keys.make(ID, CASE, "image/png").sealer().seal(0, true, PIECE);

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void aSecretThatIsGoneTakesTheDocumentWithIt() {
        DocumentKeys.NewKey made = keys.make(ID, CASE, "image/png");

        assertThatThrownBy(() -> keys(TestKeyrings.of((byte) 2)).open(DOCUMENT, made.wrapped()))
                .isInstanceOf(UnsealableException.class);
    }

    @Test
    void aKeyIsWrappedAnewUnderTheNextSecret() {
        DocumentKeys.NewKey made = keys.make(ID, CASE, "image/png");
        byte[] sealed = made.sealer().seal(0, true, PIECE);
        DocumentKeys both = keys(TestKeyrings.of((byte) 2, (byte) 1));
        assertThat(both.open(DOCUMENT, made.wrapped()).open(0, true, sealed)).isEqualTo(PIECE);

        Buffer anew = both.rewrap(DOCUMENT, made.wrapped());

        assertThat(keys(TestKeyrings.of((byte) 2)).open(DOCUMENT, anew).open(0, true, sealed))
                .isEqualTo(PIECE);
        assertThat(anew.getBytes(0, 5)).isEqualTo(both.currentMark().getBytes());
        assertThat(made.wrapped().getBytes(0, 5)).isEqualTo(keys.currentMark().getBytes());
    }

    private static DocumentKeys keys(Keyring keyring) {
        return new DocumentKeys(TestSealers.of(keyring), new RandomSource());
    }

    private static CaseDocument document(UUID id, UUID caseId, String mediaType) {
        return new CaseDocument(id, caseId, DocumentType.SELFIE, mediaType, 3, Instant.EPOCH);
    }
}
