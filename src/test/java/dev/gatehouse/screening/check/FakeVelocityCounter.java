package dev.gatehouse.screening.check;

import dev.gatehouse.velocity.Subject;
import dev.gatehouse.velocity.VelocityCounter;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A counter that tells what the test wants and keeps what it was asked. */
final class FakeVelocityCounter implements VelocityCounter {
    final List<String> calls = new ArrayList<>();
    Uni<List<Long>> answer = Uni.createFrom().item(List.of());

    @Override
    public Uni<List<Long>> take(UUID member, List<Subject> subjects) {
        calls.add("take " + member + text(subjects));
        return answer;
    }

    @Override
    public Uni<Void> release(UUID member, List<Subject> subjects) {
        calls.add("release " + member + text(subjects));
        return Uni.createFrom().voidItem();
    }

    private static String text(List<Subject> subjects) {
        StringBuilder text = new StringBuilder();
        for (Subject subject : subjects) {
            text.append(' ').append(subject.windows().get(0).name()).append('=').append(subject.value());
            text.append('/').append(subject.length());
        }
        return text.toString();
    }
}
