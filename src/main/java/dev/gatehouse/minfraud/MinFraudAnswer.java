package dev.gatehouse.minfraud;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a question comes to. */
public sealed interface MinFraudAnswer {
    /**
     * An answer, new or reused.
     *
     * @param facts what it says
     * @param judgement what it means under the settings of today
     * @param service who says so
     * @param age how old it is; zero for a new one
     * @param standsIn whether it is too old to be reused, and used because MaxMind is away
     */
    record Known(RiskFacts facts, RiskJudgement judgement, MinFraudService service, Duration age, boolean standsIn)
            implements MinFraudAnswer {
        /** What staff may read about it: no personal data. */
        public Map<String, Object> evidence() {
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("score", facts.score());
            evidence.put("minFraudId", facts.minFraudId());
            evidence.put("service", service.code());
            evidence.put("flags", judgement.reasons());
            if (!facts.reasons().isEmpty()) {
                evidence.put("riskReasons", facts.reasons());
            }
            if (!age.isZero()) {
                evidence.put("ageSeconds", age.toSeconds());
            }
            return evidence;
        }
    }

    /**
     * None.
     *
     * @param code why: short, kebab-case
     */
    record Unknown(String code) implements MinFraudAnswer {}
}
