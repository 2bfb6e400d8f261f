-- What clients hand in. The content is sealed chunk by chunk under a key of the document's own; that key is sealed under
-- one derived from GATEHOUSE_SECRET. Nothing of a document is here in the clear.

create table kyc_document (
    id           uuid primary key,
    case_id      uuid not null references kyc_case,
    type         text check (type in ('identity_document', 'selfie', 'proof_of_address')),
    media_type   text not null check (media_type in ('image/jpeg', 'image/png', 'application/pdf')),
    size         bigint,
    wrapped_key  bytea,
    created_at   timestamptz not null,
    received_at  timestamptz,
    deleted_at   timestamptz,
    check (received_at is null or (type is not null and size > 0)),
    check ((wrapped_key is null) = (deleted_at is not null))
);
comment on column kyc_document.wrapped_key is 'the document''s key, sealed; without it the chunks are noise';
comment on column kyc_document.received_at is 'null until it is whole: an upload under way, or one that was broken off';
comment on column kyc_document.deleted_at is 'key and chunks are gone; the row stays for the case''s history';
create index kyc_document_case on kyc_document (case_id, id);
create index kyc_document_kept on kyc_document (received_at) where received_at is not null and deleted_at is null;
create index kyc_document_orphan on kyc_document (created_at) where received_at is null;

-- Sealed pieces of a document, each bound to its place: document, number, and whether it is the last.
create table kyc_document_chunk (
    document_id  uuid not null references kyc_document on delete cascade,
    seq          int not null check (seq >= 0),
    last         boolean not null,
    data         bytea not null check (octet_length(data) <= 262144),
    primary key (document_id, seq)
);
-- Ciphertext does not get smaller: nothing is gained by trying.
alter table kyc_document_chunk alter column data set storage external;

-- Which cases were decided long enough ago for their documents to go.
create index kyc_case_decided on kyc_case (decided_at) where decided_at is not null;
