package dev.gatehouse.account.argon2;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id in Java, by Bouncy Castle: runs everywhere, but slowly in a native executable (docs/performance.md). */
final class JavaArgon2id implements Argon2id {
    @Override
    public byte[] tag(Argon2Cost cost, byte[] password, byte[] salt, byte[] secret, byte[] data) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withSecret(secret)
                .withAdditional(data)
                .build());
        byte[] tag = new byte[LENGTH];
        generator.generateBytes(password, tag);
        return tag;
    }
}
