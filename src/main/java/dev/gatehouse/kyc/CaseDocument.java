package dev.gatehouse.kyc;

import java.time.Instant;
import java.util.UUID;

/**
 * A document that has been received whole; its content is apart.
 *
 * @param mediaType as its content says: {@code image/jpeg}, {@code image/png} or {@code application/pdf}
 * @param size in bytes
 */
public record CaseDocument(UUID id, UUID caseId, DocumentType type, String mediaType, long size, Instant receivedAt) {}
