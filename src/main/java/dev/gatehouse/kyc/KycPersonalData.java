package dev.gatehouse.kyc;

import dev.gatehouse.platform.privacy.Excerpt;
import dev.gatehouse.platform.privacy.PersonalData;
import dev.gatehouse.platform.privacy.Wipe;
import jakarta.inject.Singleton;
import java.util.List;

/** Cases and documents. The key of a document goes with its content; the cases stay, without words. */
@Singleton
final class KycPersonalData implements PersonalData {
    @Override
    public List<Excerpt> excerpts() {
        return List.of(
                new Excerpt(
                        "kycCases",
                        """
                        select id, status, message, requested_at, submitted_at, decided_at from kyc_case \
                        where account_id = $1 order by id desc limit\s"""
                                + Excerpt.MOST),
                new Excerpt(
                        "kycDocuments",
                        """
                        select d.id, d.case_id, d.type, d.media_type, d.size, d.received_at, d.deleted_at \
                        from kyc_case c join kyc_document d on d.case_id = c.id \
                        where c.account_id = $1 and d.received_at is not null order by d.id desc limit\s"""
                                + Excerpt.MOST));
    }

    @Override
    public List<Wipe> wipes() {
        return List.of(
                new Wipe(
                        "kyc_document_chunk",
                        """
                        delete from kyc_document_chunk where document_id in (select d.id from kyc_case c \
                        join kyc_document d on d.case_id = c.id where c.account_id = $1)"""),
                new Wipe(
                        "kyc_document",
                        """
                        update kyc_document set wrapped_key = null, deleted_at = $2 where deleted_at is null \
                        and case_id in (select id from kyc_case where account_id = $1)"""),
                new Wipe(
                        "kyc_case_event",
                        """
                        update kyc_case_event set client_message = null, note = null \
                        where case_id in (select id from kyc_case where account_id = $1)"""),
                new Wipe(
                        "kyc_case",
                        """
                        update kyc_case set message = null, \
                        status = case when status in ('required', 'in_review') then 'cleared' else status end, \
                        decided_at = coalesce(decided_at, $2) where account_id = $1"""));
    }
}
