-- Webhooks out: who is told, and what is still to be told.

create table webhook_endpoint (
    id                     uuid primary key,
    reseller_id            uuid,
    url                    text not null,
    events                 text[] not null,
    secret                 bytea not null,
    previous_secret        bytea,
    previous_secret_until  timestamptz,
    failures               integer not null default 0,
    resting_until          timestamptz,
    disabled_at            timestamptz,
    created_by             text not null,
    created_at             timestamptz not null,
    removed_at             timestamptz
);
comment on column webhook_endpoint.reseller_id is 'null: the provider''s own, which hears of every account';
comment on column webhook_endpoint.secret is 'sealed';
comment on column webhook_endpoint.failures is 'attempts that failed since one succeeded';
comment on column webhook_endpoint.resting_until is 'after many failures in a row nothing is tried until then';
comment on column webhook_endpoint.disabled_at is 'it answered 410 Gone; a change by its owner enables it again';
create index webhook_endpoint_live on webhook_endpoint (reseller_id, id) where removed_at is null;
create index webhook_endpoint_removed on webhook_endpoint (removed_at) where removed_at is not null;

-- One row for each event and endpoint, written in the deciding transaction. No foreign key: each insert would lock the
-- endpoint's row, which every order of every node would then share.
create table webhook_delivery (
    endpoint_id      uuid not null,
    event_id         uuid not null,
    seq              bigint generated always as identity,
    account_id       uuid,
    type             text not null,
    payload          text not null,
    state            text not null default 'due' check (state in ('due', 'sent', 'dead')),
    attempts         integer not null default 0,
    next_attempt_at  timestamptz not null,
    due_since        timestamptz not null,
    status           integer,
    last_error       text,
    created_at       timestamptz not null,
    sent_at          timestamptz,
    dead_at          timestamptz,
    primary key (endpoint_id, event_id)
);
comment on column webhook_delivery.seq is 'the order of one account''s events, whose row is locked while they are written';
comment on column webhook_delivery.event_id is 'the webhook-id: the same in each attempt and for each endpoint';
comment on column webhook_delivery.payload is 'the body as it is signed; ids and states only, no personal data';
comment on column webhook_delivery.due_since is 'when it was written, or told to be tried anew; dead three days later';
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at, seq) where state = 'due';
create index webhook_delivery_order on webhook_delivery (endpoint_id, account_id, seq) where state = 'due';
create index webhook_delivery_oldest on webhook_delivery (due_since) where state = 'due';
create index webhook_delivery_graveyard on webhook_delivery (endpoint_id, event_id) where state = 'dead';
create index webhook_delivery_sent on webhook_delivery (sent_at) where sent_at is not null;
create index webhook_delivery_dead on webhook_delivery (dead_at) where dead_at is not null;
