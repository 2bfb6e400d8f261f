-- What staff did about accounts. Append-only.

create table staff_action (
    id          uuid primary key,
    account_id  uuid not null references account,
    action      text not null,
    reason      text not null,
    finding     text,
    actor       text not null,
    created_at  timestamptz not null
);
comment on column staff_action.finding is 'what staff found out about the client; null: nothing was said';
create index staff_action_account on staff_action (account_id, id desc);
