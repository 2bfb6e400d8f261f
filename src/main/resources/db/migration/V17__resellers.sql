-- Resellers: who they are, how much they register, and by what their accounts are found.

create table reseller (
    id            uuid primary key,
    name          text not null,
    networks      text[] not null,
    created_by    text not null,
    created_at    timestamptz not null,
    suspended_at  timestamptz
);
comment on column reseller.networks is 'its own servers'' addresses (CIDR): no client comes from there';

-- What a reseller registered on a day (UTC). Its quota is counted here, in the registration's transaction.
create table reseller_day (
    reseller_id  uuid not null references reseller,
    day          timestamptz not null,
    registered   integer not null default 0,
    refused      integer not null default 0,
    primary key (reseller_id, day)
);
comment on column reseller_day.refused is 'registrations that the screening has refused';
create index reseller_day_day on reseller_day (day);

alter table api_key add column blocked_at timestamptz;
comment on column api_key.blocked_at is 'its reseller is suspended: it is no key until that ends';
create index api_key_reseller on api_key (reseller_id, id desc) where reseller_id is not null and revoked_at is null;

-- What became of a reseller's accounts is read from the index alone.
create index account_reseller on account (reseller_id, created_at desc) include (kyc, suspended_at)
    where reseller_id is not null;
