-- KYC: one case for each time that a client has to show who it is, and the documents that it hands in.

create table kyc_case (
    id                  uuid primary key,
    account_id          uuid not null references account,
    status              text not null check (status in ('required', 'in_review', 'approved', 'rejected', 'cleared')),
    provider            text not null,
    applicant_id        text,
    decision_id         uuid references decision,
    checks              text[] not null default '{}',
    opened_by           text not null,
    message             text,
    requested_at        timestamptz not null,
    submitted_at        timestamptz,
    decided_at          timestamptz,
    provider_event_at   timestamptz
);
comment on column kyc_case.status is 'cleared: staff took it back without looking at documents';
comment on column kyc_case.applicant_id is 'the provider''s id for the client';
comment on column kyc_case.checks is 'the checks whose flags led here: what a bulk undo looks for';
comment on column kyc_case.message is 'what the client is told; safe for it to read';
comment on column kyc_case.provider_event_at is 'the newest event of the provider that counted; older ones are late';
create unique index kyc_case_open on kyc_case (account_id) where status in ('required', 'in_review');
create index kyc_case_account on kyc_case (account_id, id desc);
create index kyc_case_status on kyc_case (status, id desc);
create index kyc_case_opened on kyc_case (requested_at) where status in ('required', 'in_review');
create unique index kyc_case_applicant on kyc_case (provider, applicant_id) where applicant_id is not null;

-- What happened to a case. Append-only.
create table kyc_case_event (
    id              uuid primary key,
    case_id         uuid not null references kyc_case,
    actor           text not null,
    event           text not null,
    status          text not null,
    client_message  text,
    note            text,
    created_at      timestamptz not null
);
comment on column kyc_case_event.status is 'where the case stood after it';
comment on column kyc_case_event.note is 'for staff alone';
create index kyc_case_event_case on kyc_case_event (case_id, id);
