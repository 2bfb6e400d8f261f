-- Data of others: what each source said last, the snapshots made of it, and the history of disposable domains.

create table feed (
    id            text primary key,
    version       bigint not null default 0,
    refreshed_at  timestamptz,
    next_at       timestamptz,
    leased_by     uuid,
    leased_until  timestamptz
);
comment on column feed.version is 'of the snapshot in force; 0: none yet';
comment on column feed.refreshed_at is 'when a source last confirmed or renewed it';
comment on column feed.next_at is 'when it is due';
comment on column feed.leased_by is 'the node that refreshes it now, see docs/adr/0009';

create table feed_source (
    feed             text not null references feed,
    url              text not null,
    etag             text,
    last_modified    text,
    content          bytea,
    size             integer not null default 0,
    last_success_at  timestamptz,
    last_error       text,
    last_error_at    timestamptz,
    primary key (feed, url)
);
comment on column feed_source.content is 'what it said last that was accepted, gzip; a failure leaves it';
comment on column feed_source.last_error is 'of the last attempt; null: it went well';

create table feed_snapshot (
    feed        text not null references feed,
    version     bigint not null,
    size        integer not null,
    content     bytea not null,
    created_at  timestamptz not null,
    primary key (feed, version)
);
comment on column feed_snapshot.content is 'gzip';

-- What was ever listed. A row is written when its domain comes, changes or goes, not on each refresh.
create table disposable_domain (
    domain      text collate "C" primary key,
    class       text not null,
    sources     smallint not null,
    first_seen  timestamptz not null,
    last_seen   timestamptz
);
comment on column disposable_domain.domain is 'in A-labels; ordered by its bytes, as the service orders names';
comment on column disposable_domain.sources is 'how many sources list it; 0: the bundled snapshot alone';
comment on column disposable_domain.last_seen is 'null while it is in force, so that it is kept';
create index disposable_domain_gone on disposable_domain (last_seen) where last_seen is not null;
