-- The policy of the chain as staff change it, and the orders that have to be screened again.

-- Append-only: the newest version is in force, over the defaults of the release that reads it.
create table check_policy (
    version     integer primary key,
    lines       jsonb not null,
    check_id    text not null,
    changed_by  text not null,
    created_at  timestamptz not null
);
comment on column check_policy.lines is 'every line that differs from the default: [{check, phase, mode, onFlag, onUnavailable}]';
comment on column check_policy.check_id is 'the check that this version changes';

-- Orders that went through although a check could not tell; the rest of the columns is what it needs to be asked again.
create table rescreening (
    order_id     uuid primary key references purchase_order,
    account_id   uuid not null references account,
    address      inet,
    user_agent   text,
    device       text,
    due_at       timestamptz not null,
    attempts     integer not null default 0,
    created_at   timestamptz not null,
    done_at      timestamptz,
    outcome      text check (outcome in ('allow', 'review', 'block', 'moot', 'given_up')),
    decision_id  uuid references decision
);
comment on column rescreening.address is 'from where the order came; wiped with user_agent and device when it is done';
create index rescreening_due on rescreening (due_at) where done_at is null;
create index rescreening_done on rescreening (done_at) where done_at is not null;
