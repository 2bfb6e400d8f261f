-- The pathway: accounts, proofs of e-mail and phone, sessions, keys, decisions, orders, messages, idempotency.
-- Every index serves a statement on a request's path; see the repositories.

create table account (
    id                     uuid primary key,
    email                  text not null,
    email_key              text not null,
    email_verified_at      timestamptz,
    phone                  text,
    phone_verified_at      timestamptz,
    country                text,
    full_name              text,
    company                text,
    locale                 text not null,
    password_hash          text,
    terms_accepted_at      timestamptz,
    kyc                    text not null default 'not_required'
                           check (kyc in ('not_required', 'required', 'in_review', 'approved', 'rejected')),
    kyc_passed_until       timestamptz,
    suspended_at           timestamptz,
    closed_at              timestamptz,
    reseller_id            uuid,
    registered_from        inet,
    registered_user_agent  text,
    registered_device      text,
    created_at             timestamptz not null
);
comment on column account.email is 'as the client typed it';
comment on column account.email_key is 'the form that is compared: lower case, the domain in A-labels';

-- A pending account does not reserve an address: the first to verify it has it.
create unique index account_verified_email on account (email_key)
    where email_verified_at is not null and closed_at is null;
create index account_email on account (email_key, created_at desc) where closed_at is null;

create table phone_change (
    id          uuid primary key,
    account_id  uuid not null references account,
    changed_at  timestamptz not null
);
create index phone_change_account on phone_change (account_id, changed_at);

-- Every mail that was asked for, also where none is sent, so that limits count alike for known and unknown addresses.
create table mail_request (
    id          uuid primary key,
    account_id  uuid references account,
    purpose     text not null check (purpose in ('verify_email', 'reset_password')),
    email_key   text not null,
    created_at  timestamptz not null
);
create index mail_request_account on mail_request (account_id, purpose, created_at desc);
create index mail_request_email on mail_request (email_key, purpose, created_at desc);

create table mail_token (
    id          uuid primary key,
    account_id  uuid not null references account,
    purpose     text not null check (purpose in ('verify_email', 'reset_password')),
    email_key   text not null,
    token_hash  bytea not null unique,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    spent_at    timestamptz
);
comment on column mail_token.spent_at is 'used, or replaced by a newer one';
create index mail_token_account on mail_token (account_id, purpose) where spent_at is null;

create table sms_code (
    id            uuid primary key,
    account_id    uuid not null references account,
    phone         text not null,
    dial_code     integer not null,
    code_mac      bytea not null,
    attempts      smallint not null default 0,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    replaced_at   timestamptz,
    consumed_at   timestamptz,
    failed_at     timestamptz
);
comment on column sms_code.failed_at is 'no gateway took it: it counts against no limit';
create index sms_code_account on sms_code (account_id, created_at desc);
create index sms_code_phone on sms_code (phone, created_at desc);

create table sms_attempt (
    id           uuid primary key,
    account_id   uuid not null references account,
    attempted_at timestamptz not null
);
create index sms_attempt_account on sms_attempt (account_id, attempted_at);

-- Sends and confirmations an hour and dial code: the daily budget and the breaker against SMS pumping.
create table sms_tally (
    dial_code          integer not null,
    hour               timestamptz not null,
    sends              integer not null default 0,
    unproven_sends     integer not null default 0,
    confirmed          integer not null default 0,
    primary key (hour, dial_code)
);

create table session (
    id          uuid primary key,
    account_id  uuid not null references account,
    created_at  timestamptz not null,
    ended_at    timestamptz
);
create index session_account on session (account_id) where ended_at is null;

create table refresh_token (
    token_hash  bytea primary key,
    session_id  uuid not null references session,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    used_at     timestamptz
);
create index refresh_token_session on refresh_token (session_id);
create index refresh_token_expiry on refresh_token (expires_at);

create table api_key (
    id            uuid primary key,
    name          text not null,
    prefix        text not null,
    key_hash      bytea not null unique,
    scopes        text[] not null,
    reseller_id   uuid,
    created_by    text not null,
    created_at    timestamptz not null,
    last_used_at  timestamptz,
    revoked_at    timestamptz
);

create table decision (
    id              uuid primary key,
    account_id      uuid references account,
    phase           text not null,
    verdict         text not null,
    policy_version  integer not null,
    degraded        boolean not null,
    trace           jsonb not null,
    created_at      timestamptz not null
);
create index decision_account on decision (account_id, created_at desc);

create table purchase_order (
    id                   uuid primary key,
    account_id           uuid not null references account,
    decision_id          uuid not null references decision,
    kind                 text not null,
    status               text not null check (status in ('accepted', 'confirmed')),
    product              text not null,
    quantity             integer not null,
    term                 text,
    service_id           text,
    reference            text,
    amount_value         numeric,
    amount_currency      text,
    initiator            text not null,
    created_at           timestamptz not null,
    expires_at           timestamptz not null,
    confirmed_at         timestamptz
);
create index purchase_order_account on purchase_order (account_id, id desc);

-- The outbox: mails and SMS are rows of the deciding transaction; a dispatcher sends them.
create table message (
    id               uuid primary key,
    account_id       uuid references account,
    channel          text not null check (channel in ('email', 'sms')),
    kind             text not null,
    locale           text not null,
    recipient        bytea,
    payload          bytea,
    state            text not null check (state in ('due', 'sent', 'dead')),
    attempts         integer not null default 0,
    next_attempt_at  timestamptz not null,
    expires_at       timestamptz not null,
    gateway          text,
    last_error       text,
    created_at       timestamptz not null,
    sent_at          timestamptz
);
comment on column message.recipient is 'sealed; wiped on delivery, like the payload, which may hold a link or a code';
create index message_due on message (next_attempt_at) where state = 'due';
create index message_account on message (account_id, created_at desc);

create table idempotency (
    caller       text not null,
    route        text not null,
    key          text not null,
    fingerprint  bytea not null,
    owner        uuid not null,
    leased_until timestamptz not null,
    status       smallint,
    body         jsonb,
    expires_at   timestamptz not null,
    primary key (caller, route, key)
);
comment on column idempotency.status is 'null while the first request is still running';
create index idempotency_expiry on idempotency (expires_at);
