-- What real use leaves behind of clients who have registered, proven mailbox and phone, and ordered twice. LoadClient says the
-- same of each client in Java. The table load_seed has the number of each client, and under what minFraud's answer about it is kept.

create function pg_temp.load_id(n bigint, kind text) returns uuid immutable language sql as $$
    select (lpad(to_hex(1767225600000 + n * 1000), 12, '0') || kind || lpad(to_hex(n), 12, '0'))::uuid $$;
create function pg_temp.load_email(n bigint) returns text immutable language sql as $$
    select 'known-' || n || '@provider' || n % 500 || '.example.org' $$;
create function pg_temp.load_trace(n bigint) returns jsonb immutable language sql as $$
    select ('[{"id":"deny-list","mode":"enforce","result":"clear","action":"allow","lifted":false,"evidence":{},"millis":1},'
        || '{"id":"allow-list","mode":"enforce","result":"clear","action":"allow","lifted":false,"evidence":{},"millis":1},'
        || '{"id":"multiple-accounts","mode":"enforce","result":"clear","action":"allow","lifted":false,"evidence":{"weight":0,"links":[]},"millis":2},'
        || '{"id":"order-velocity","mode":"enforce","result":"clear","action":"allow","lifted":false,"evidence":{"account":1,"address":1,"device":1},"millis":1},'
        || '{"id":"tor-exit","mode":"enforce","result":"clear","action":"allow","lifted":false,"evidence":{"listVersion":1},"millis":0},'
        || '{"id":"minfraud","mode":"enforce","result":"clear","action":"allow","lifted":false,"evidence":{"score":0.1,"minFraudId":"'
        || pg_temp.load_id(n, '7000b000') || '","service":"insights","flags":[]},"millis":27},'
        || '{"id":"geo-consistency","mode":"shadow","result":"clear","action":"allow","lifted":false,"evidence":{"declared":"DE","phone":"DE","network":"DE"},"millis":0}]')::jsonb $$;

insert into account (id, email, email_key, email_verified_at, phone, phone_verified_at, country, locale, password_hash,
    terms_accepted_at, registered_from, registered_user_agent, registered_device, created_at, verified_at)
select pg_temp.load_id(n, '70008000'), pg_temp.load_email(n), pg_temp.load_email(n), proven, '+49151' || lpad(n::text, 8, '0'), proven,
    'DE', 'en', '$argon2id$v=19$m=19456,t=2,p=1$bG9hZGxvYWRsb2FkbG9hZA$bG9hZGxvYWRsb2FkbG9hZGxvYWRsb2FkbG9hZGxvYWQ',
    registered, '81.0.0.0'::inet + n, ${browser}, 'known-device-' || n, registered, proven
from (select n, to_timestamp(1767225600 + n) as registered,
        case when n < ${active} then to_timestamp(1767225600 + n) + interval '2 minutes' end as proven from load_seed) client;

insert into session (id, account_id, created_at)
select pg_temp.load_id(n, '70009000'), pg_temp.load_id(n, '70008000'), now() - interval '1 day' from load_seed;

insert into refresh_token (token_hash, session_id, created_at, expires_at)
select sha256(convert_to('load-refresh-token-of-client-' || lpad(n::text, 12, '0'), 'UTF8')), pg_temp.load_id(n, '70009000'),
    now() - interval '1 day', now() + interval '29 days' from load_seed;

insert into account_identifier (account_id, kind, value, seen_at)
select pg_temp.load_id(n, '70008000'), kind, value, now() - interval '1 hour'
from load_seed cross join lateral (values
    ('email', pg_temp.load_email(n)),
    ('phone', '+49151' || lpad(n::text, 8, '0')),
    ('device', 'known-device-' || n),
    ('address_browser', encode(sha256(convert_to(host('81.0.0.0'::inet + n) || E'\n' || ${browser}, 'UTF8')), 'hex')))
    as shown (kind, value)
where n < ${active} or kind in ('device', 'address_browser');

insert into decision (id, account_id, phase, verdict, policy_version, degraded, trace, created_at)
select pg_temp.load_id(n, kind), pg_temp.load_id(n, '70008000'), phase, 'allow', 1, false, pg_temp.load_trace(n),
    to_timestamp(1767225600 + n)
from load_seed cross join (values ('70009001', 'registration'), ('70009002', 'order'), ('70009003', 'order')) as made (kind, phase)
where n < ${active} or phase = 'registration';

insert into purchase_order (id, account_id, decision_id, kind, status, product, quantity, amount_value, amount_currency, initiator,
    created_at, expires_at, confirmed_at)
select pg_temp.load_id(n, kind), pg_temp.load_id(n, '70008000'), pg_temp.load_id(n, decided), 'purchase', 'confirmed', 'vps-s', 1, 9.90,
    'EUR', 'client', at, at + interval '30 minutes', at + interval '1 minute'
from load_seed cross join (values ('7000a002', '70009002'), ('7000a003', '70009003')) as made (kind, decided),
    lateral (select to_timestamp(1767225600 + n) + interval '1 hour' as at) ordered
where n < ${active};

insert into message (id, account_id, channel, kind, locale, state, attempts, next_attempt_at, expires_at, gateway, created_at, sent_at)
select pg_temp.load_id(n, made.kind), pg_temp.load_id(n, '70008000'), channel, purpose, 'en', 'sent', 1, at, at + interval '1 day', gateway, at, at
from load_seed cross join (values ('7000c001', 'email', 'verify_email', 'smtp'), ('7000c002', 'sms', 'verification_code', 'twilio'))
    as made (kind, channel, purpose, gateway), lateral (select now() - interval '1 day' as at) sent
where n < ${active};

-- Asked an hour ago, so that the answer is reused: a client who has just come and orders.
insert into minfraud_answer (subject, service, minfraud_id, risk_score, facts, asked_at)
select subject, 'insights', pg_temp.load_id(n, '7000b000'), 0.1,
    '{"signs":[],"reasons":[],"country":"DE","userType":"residential"}', now() - interval '1 hour' from load_seed;

drop table load_seed;
analyze;
checkpoint;
