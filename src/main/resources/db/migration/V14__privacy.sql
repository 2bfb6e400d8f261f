-- Erasure: who asked for it, and what is kept so that registering again washes nothing off.

create table erasure_request (
    id            uuid primary key,
    account_id    uuid not null references account,
    requested_by  text not null,
    requested_at  timestamptz not null,
    done_by       text,
    done_at       timestamptz
);
comment on column erasure_request.requested_by is 'the client itself, or a key that acted for it';
create unique index erasure_request_open on erasure_request (account_id) where done_at is null;
create index erasure_request_account on erasure_request (account_id, id desc);
create index erasure_request_status on erasure_request ((done_at is null), id desc);

-- What an erased account that was not to be trusted was known by: keyed hashes, nothing that can be read back.
create table erased_identifier (
    kind        text not null check (kind in ('email', 'phone', 'device', 'address_browser')),
    mac         bytea not null,
    account_id  uuid not null references account,
    outcome     text not null check (outcome in ('kyc_required', 'kyc_rejected', 'suspended')),
    seen_at     timestamptz not null,
    erased_at   timestamptz not null,
    primary key (kind, mac, account_id)
);
comment on column erased_identifier.mac is 'HMAC-SHA-256 of kind and value under the key in erased_identifier_key';
comment on column erased_identifier.outcome is 'where the account stood when it was erased';
create index erased_identifier_kept on erased_identifier (erased_at);

-- One key, made at the first use and kept sealed under GATEHOUSE_SECRET: so it outlives a change of the secret.
create table erased_identifier_key (
    only_one  boolean primary key default true check (only_one),
    sealed    bytea not null
);
