-- What MaxMind's minFraud has answered: one paid query serves the same e-mail and address for a day.
create table minfraud_answer (
    subject      bytea not null,
    service      text not null,
    minfraud_id  text not null,
    risk_score   double precision not null,
    facts        jsonb not null,
    asked_at     timestamptz not null,
    primary key (subject, service)
);
comment on column minfraud_answer.subject is 'keyed digest of e-mail and address: the table holds no personal data';
create index minfraud_answer_asked on minfraud_answer (asked_at);

-- What MaxMind is told afterwards: rows of the deciding transaction; a sender sends them.
create table minfraud_report (
    id               uuid primary key,
    transaction_id   uuid not null,
    minfraud_id      text not null,
    tag              text not null check (tag in ('chargeback', 'not_fraud', 'spam_or_abuse', 'suspected_fraud')),
    state            text not null check (state in ('due', 'sent', 'dead')),
    attempts         integer not null default 0,
    next_attempt_at  timestamptz not null,
    last_error       text,
    created_at       timestamptz not null,
    sent_at          timestamptz
);
create index minfraud_report_due on minfraud_report (next_attempt_at) where state = 'due';
