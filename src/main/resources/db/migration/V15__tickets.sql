-- The help desk: tickets of clients, and of those who cannot sign in.

create sequence ticket_number start with 1001;

create table ticket (
    id               uuid primary key,
    number           bigint not null default nextval('ticket_number') unique,
    account_id       uuid references account,
    contact_email    text,
    locale           text,
    topic            text not null
                     check (topic in ('sms_not_received', 'kyc_question', 'order_blocked', 'account_existing', 'other')),
    status           text not null check (status in ('open', 'closed')),
    created_at       timestamptz not null,
    closed_at        timestamptz,
    last_message_at  timestamptz not null,
    last_message_by  text not null check (last_message_by in ('client', 'staff')),
    check (account_id is null or contact_email is null),
    check ((status = 'closed') = (closed_at is not null))
);
comment on column ticket.number is 'what people call it by';
comment on column ticket.account_id is 'null: somebody who could not sign in; contact_email is then what they said, not proven';
comment on column ticket.locale is 'the language of somebody without an account';

-- One open ticket a client and topic.
create unique index ticket_open on ticket (account_id, topic) where status = 'open';
create index ticket_account on ticket (account_id, id desc);
create index ticket_status on ticket (status, id desc);
create index ticket_topic on ticket (topic, id desc);
create index ticket_status_topic on ticket (status, topic, id desc);
create index ticket_anonymous on ticket (created_at) where account_id is null;
create index ticket_closed on ticket (closed_at) where account_id is not null;
create index ticket_anonymous_closed on ticket (closed_at) where account_id is null;

-- What was said. Append-only, until the ticket goes.
create table ticket_message (
    id          uuid primary key,
    ticket_id   uuid not null references ticket on delete cascade,
    author      text not null check (author in ('client', 'staff')),
    actor       text not null,
    text        text not null,
    created_at  timestamptz not null
);
create index ticket_message_ticket on ticket_message (ticket_id, id desc);
