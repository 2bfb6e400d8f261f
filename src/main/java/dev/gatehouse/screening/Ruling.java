package dev.gatehouse.screening;

import java.util.List;

/** What {@link DecisionPolicy} made of the answers; see {@link Decision} for the meaning of each part. */
record Ruling(Verdict verdict, boolean degraded, List<CheckTrace> trace) {}
