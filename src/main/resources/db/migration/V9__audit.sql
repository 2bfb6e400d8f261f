-- Who did what, when, to whom. Append-only; each entry carries the hash of the one before.

create table audit_entry (
    seq       bigint primary key,
    id        uuid not null unique,
    at        timestamptz not null,
    actor     text not null,
    action    text not null,
    subject   text not null,
    detail    text not null,
    previous  bytea not null,
    hash      bytea not null
);
comment on column audit_entry.seq is 'from 1 without a gap';
comment on column audit_entry.detail is 'a JSON object as text, since its bytes are hashed; holds no personal data';
create index audit_entry_subject on audit_entry (subject, seq desc);
create index audit_entry_actor on audit_entry (actor, seq desc);

-- Where the chain ends: one row, locked by whoever adds an entry.
create table audit_head (
    only_one  boolean primary key default true check (only_one),
    seq       bigint not null,
    hash      bytea not null
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function refuse_audit_change();
create trigger audit_entry_not_truncated before truncate on audit_entry
    for each statement execute function refuse_audit_change();
