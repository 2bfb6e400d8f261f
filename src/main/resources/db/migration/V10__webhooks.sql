-- Webhooks out: who is told, and what is still to be told.

create table webhook_endpoint (
    id                     uuid primary key,
    reseller_id            uuid,
    url                    text not null,
    events                 text[] not null,
    secret                 bytea not null,
    previous_secret        bytea,
    previous_secret_until  timestamptz,
    created_by             text not null,
    created_at             timestamptz not null,
    removed_at             timestamptz
);
comment on column webhook_endpoint.reseller_id is 'null: the provider''s own, which hears of every account';
comment on column webhook_endpoint.secret is 'sealed';
create index webhook_endpoint_live on webhook_endpoint (reseller_id) where removed_at is null;

-- One row for each event and endpoint, written in the deciding transaction.
create table webhook_delivery (
    endpoint_id      uuid not null references webhook_endpoint,
    event_id         uuid not null,
    seq              bigint generated always as identity,
    account_id       uuid,
    type             text not null,
    payload          text not null,
    state            text not null default 'due' check (state in ('due', 'sent', 'dead')),
    attempts         integer not null default 0,
    next_attempt_at  timestamptz not null,
    status           integer,
    last_error       text,
    created_at       timestamptz not null,
    sent_at          timestamptz,
    primary key (endpoint_id, event_id)
);
comment on column webhook_delivery.seq is 'the order of one account''s events, whose row is locked while they are written';
comment on column webhook_delivery.event_id is 'the webhook-id: the same in each attempt and for each endpoint';
comment on column webhook_delivery.payload is 'the body as it is signed; ids and states only, no personal data';
create index webhook_delivery_due on webhook_delivery (next_attempt_at) where state = 'due';
create index webhook_delivery_order on webhook_delivery (endpoint_id, account_id, seq) where state = 'due';
