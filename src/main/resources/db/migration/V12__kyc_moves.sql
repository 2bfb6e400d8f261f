-- What KYC providers have told, and when an account last changed hands, perhaps.

-- One row an event, so that the same one twice changes nothing.
create table kyc_provider_event (
    provider     text not null,
    event_id     text not null,
    case_id      uuid not null references kyc_case,
    kind         text not null,
    outcome      text not null check (outcome in ('moved', 'unheeded', 'late')),
    at           timestamptz not null,
    received_at  timestamptz not null,
    primary key (provider, event_id)
);
comment on column kyc_provider_event.at is 'the provider''s time of it';
create index kyc_provider_event_received on kyc_provider_event (received_at);

-- A KYC pass is void once both have happened to the account since it was given.
alter table account add column password_reset_at timestamptz;
alter table account add column phone_changed_at timestamptz;
comment on column account.password_reset_at is 'the last reset by mail since the KYC pass was given';
comment on column account.phone_changed_at is 'the last change to another phone since the KYC pass was given';
