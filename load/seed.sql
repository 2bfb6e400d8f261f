-- The functions say in SQL what LoadClient says in Java: everything about a client follows from its number. The script of the floor
-- uses them too. ${…} is filled in by Seeding.

create function load_id(n bigint, kind text) returns uuid immutable language sql as $$
    select (lpad(to_hex(1767225600000 + n * 1000), 12, '0') || kind || lpad(to_hex(n), 12, '0'))::uuid $$;
create function load_email(n bigint) returns text immutable language sql as $$
    select 'known-' || n || '@provider' || n % 500 || '.example.org' $$;
create function load_phone(n bigint) returns text immutable language sql as $$
    select '+49151' || lpad(n::text, 8, '0') $$;
create function load_device(n bigint) returns text immutable language sql as $$
    select 'known-device-' || n $$;
create function load_browser(n bigint) returns text immutable language sql as $$
    select encode(sha256(convert_to(host('81.0.0.0'::inet + n) || E'\n' || ${browser}, 'UTF8')), 'hex') $$;

-- Under what the service keeps minFraud's answer: HMAC-SHA-256 (RFC 2104) over e-mail address and address, see AnswerStore.
create function load_subject(n bigint) returns bytea immutable language sql as $$
    select sha256('\x${outer}'::bytea || sha256('\x${inner}'::bytea
        || int4send(octet_length(load_email(n))) || convert_to(load_email(n), 'UTF8')
        || int4send(4) || int4send((1358954496 + n)::int))) $$;

-- Clients who have registered, proven mailbox and phone, and ordered twice; those from ${active} on have only registered.
create temporary table known as
select n, load_id(n, '70008000') as account_id, to_timestamp(1767225600 + n) as registered, n < ${active} as active
from generate_series(0, ${clients} - 1) as n;
analyze known;

insert into account (id, email, email_key, email_verified_at, phone, phone_verified_at, country, locale, password_hash,
    terms_accepted_at, registered_from, registered_user_agent, registered_device, created_at, verified_at)
select account_id, load_email(n), load_email(n), proven, load_phone(n), proven, 'DE', 'en',
    '$argon2id$v=19$m=19456,t=2,p=1$bG9hZGxvYWRsb2FkbG9hZA$bG9hZGxvYWRsb2FkbG9hZGxvYWRsb2FkbG9hZGxvYWQ',
    registered, '81.0.0.0'::inet + n, ${browser}, load_device(n), registered, proven
from known cross join lateral (select case when active then registered + interval '2 minutes' end as proven) as proof;

insert into session (id, account_id, created_at)
select load_id(n, '70009000'), account_id, now() - interval '1 day' from known;

insert into refresh_token (token_hash, session_id, created_at, expires_at)
select sha256(convert_to('load-refresh-token-of-client-' || lpad(n::text, 12, '0'), 'UTF8')), load_id(n, '70009000'),
    now() - interval '1 day', now() + interval '29 days' from known;

insert into account_identifier (account_id, kind, value, seen_at)
select account_id, kind, value, now() - interval '1 hour'
from known cross join lateral (values
    ('email', load_email(n)), ('phone', load_phone(n)), ('device', load_device(n)), ('address_browser', load_browser(n)))
    as shown (kind, value)
where active or kind in ('device', 'address_browser');

insert into decision (id, account_id, phase, verdict, policy_version, degraded, trace, created_at)
select load_id(n, made.kind), account_id, phase, 'allow', 1, false,
    '[{"id": "deny-list", "mode": "enforce", "action": "allow", "lifted": false, "millis": 2, "result": "clear", "evidence": {}}, {"id": "allow-list", "mode": "enforce", "action": "allow", "lifted": false, "millis": 2, "result": "clear", "evidence": {}}, {"id": "multiple-accounts", "mode": "enforce", "action": "allow", "lifted": false, "millis": 2, "result": "clear", "evidence": {"links": [], "weight": 0}}, {"id": "order-velocity", "mode": "enforce", "action": "allow", "lifted": false, "millis": 1, "result": "clear", "evidence": {"device": 2, "account": 2, "address": 2}}, {"id": "minfraud", "mode": "enforce", "action": "allow", "lifted": false, "millis": 4, "result": "clear", "evidence": {"flags": [], "score": 0.1, "service": "insights", "ageSeconds": 3606, "minFraudId": "019b76db-6f38-7000-b000-000000000033"}}, {"id": "tor-exit", "mode": "enforce", "action": "allow", "lifted": false, "millis": 0, "result": "clear", "evidence": {"version": 1, "ageMinutes": 0}}, {"id": "geo-consistency", "mode": "shadow", "action": "allow", "lifted": false, "millis": 0, "result": "clear", "evidence": {"phone": "DE", "network": "DE", "declared": "DE"}}]',
    registered
from known cross join (values ('70009001', 'registration'), ('70009002', 'order'), ('70009003', 'order')) as made (kind, phase)
where active or phase = 'registration';

insert into purchase_order (id, account_id, decision_id, kind, status, product, quantity, amount_value, amount_currency, initiator,
    created_at, expires_at, confirmed_at)
select load_id(n, made.kind), account_id, load_id(n, decided), 'purchase', 'confirmed', 'vps-s', 1, 9.90, 'EUR', 'client',
    registered + interval '1 hour', registered + interval '90 minutes', registered + interval '61 minutes'
from known cross join (values ('7000a002', '70009002'), ('7000a003', '70009003')) as made (kind, decided)
where active;

-- Of the orders of the last day: without any, PostgreSQL would plan for an empty table until autovacuum comes by.
insert into idempotency (caller, route, key, fingerprint, owner, leased_until, status, body, expires_at)
select 'account:' || account_id || '/' || account_id, 'POST /orders', n::text, sha256(int8send(n)), account_id, now(), 201, '{}',
    now() + interval '12 hours' from known where active;

insert into message (id, account_id, channel, kind, locale, state, attempts, next_attempt_at, expires_at, gateway, created_at, sent_at)
select load_id(n, made.kind), account_id, channel, purpose, 'en', 'sent', 1, at, at + interval '1 day', gateway, at, at
from known cross join (values ('7000c001', 'email', 'verify_email', 'smtp'), ('7000c002', 'sms', 'verification_code', 'twilio'))
    as made (kind, channel, purpose, gateway), (select now() - interval '1 day' as at) as sent
where active;

-- Asked an hour ago, so that the answer is reused: clients who have just come and order.
insert into minfraud_answer (subject, service, minfraud_id, risk_score, facts, asked_at)
select load_subject(n), 'insights', load_id(n, '7000b000'), 0.1,
    '{"signs": [], "country": "DE", "reasons": [], "torExit": false, "userType": "residential"}', now() - interval '1 hour' from known;

drop table known;
analyze;
checkpoint;
