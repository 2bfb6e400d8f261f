-- Staff's lists. Rows are ended, never deleted: a decision's evidence names the entry that it rests on.

create table list_entry (
    id          uuid primary key,
    list        text not null check (list in ('allow', 'deny')),
    kind        text not null check (kind in ('email', 'domain', 'phone', 'ip', 'cidr', 'device')),
    value       text not null,
    reason      text not null,
    checks      text[] check (checks is null or list = 'allow'),
    created_by  text not null,
    created_at  timestamptz not null,
    expires_at  timestamptz,
    removed_at  timestamptz,
    removed_by  text,
    check ((removed_at is null) = (removed_by is null))
);
comment on column list_entry.value is 'in its normal form; a network (cidr) is found by equality with every network around an address';
comment on column list_entry.checks is 'the checks that it lifts; null for all';

-- Both lists are asked at once, by all that a client could be listed under.
create unique index list_entry_key on list_entry ((kind || ':' || value), list) where removed_at is null;
create index list_entry_newest on list_entry (list, id desc) where removed_at is null;
