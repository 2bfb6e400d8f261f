-- Existing clients: who came in with a file of the panel's, and what became of each line of it.

alter table account
    add column external_id text,
    add column imported_at timestamptz,
    add column phone_claimed_verified boolean,
    add column imported_as bytea;
comment on column account.external_id is 'the client''s id with the panel that it was imported from';
comment on column account.imported_at is 'not null: was a client before Gatehouse was there';
comment on column account.phone_claimed_verified is 'what the file said; the phone has to be proven here all the same';
comment on column account.imported_as is 'keyed digest of what the last import wrote: tells whether anybody has changed it since';
create unique index account_external_id on account (external_id) where external_id is not null;

create table client_import (
    id          uuid primary key,
    actor       text not null,
    dry_run     boolean not null,
    status      text not null check (status in ('running', 'done', 'failed')),
    failure     text,
    total       integer not null default 0,
    imported    integer not null default 0,
    updated     integer not null default 0,
    rejected    integer not null default 0,
    started_at  timestamptz not null,
    beat_at     timestamptz not null,
    ended_at    timestamptz
);
comment on column client_import.beat_at is 'when its node was last seen at it; an old one of a running import means that the node is gone';
create index client_import_running on client_import (beat_at) where status = 'running';

create table client_import_error (
    import_id    uuid not null references client_import on delete cascade,
    line         integer not null,
    position     smallint not null,
    external_id  text,
    code         text not null,
    detail       text not null,
    primary key (import_id, line, position)
);
comment on table client_import_error is 'the first errors of an import; quotes nothing of the line but the external id';

-- What the running imports have come across, so that no node has to keep a file's ids in memory. Worthless after a crash.
create unlogged table client_import_seen (
    import_id    uuid not null,
    external_id  text not null,
    email_key    text,
    primary key (import_id, external_id)
);
comment on column client_import_seen.email_key is 'the address of a line that was accepted';
create index client_import_seen_email on client_import_seen (import_id, email_key) where email_key is not null;
