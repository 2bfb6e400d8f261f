-- Accounts that belong together: what identifies an account, and the links that were found.

create table account_identifier (
    account_id   uuid not null references account,
    kind         text not null check (kind in ('email', 'phone', 'device', 'address_browser')),
    value        text not null,
    seen_at      timestamptz not null,
    given_up_at  timestamptz,
    primary key (account_id, kind, value)
);
comment on table account_identifier is 'mailboxes and phones since their proof, devices and addresses as they were seen';
comment on column account_identifier.value is
    'folded address, E.164, device id; SHA-256 of the counted address and the browser';
comment on column account_identifier.given_up_at is 'a mailbox or phone that the account has changed since';
create index account_identifier_value on account_identifier (kind, value, seen_at desc) include (account_id);
create index account_identifier_passing on account_identifier (seen_at) where kind in ('device', 'address_browser');

-- No foreign keys: theirs would lock the rows of other people's accounts. Accounts are never deleted.
create table account_link (
    account_id        uuid not null,
    other_account_id  uuid not null,
    kind              text not null check (kind in ('email', 'phone', 'device', 'address_browser')),
    weight            integer not null,
    since             timestamptz not null,
    primary key (account_id, other_account_id, kind),
    check (account_id < other_account_id)
);
comment on table account_link is 'a link counts for both accounts and is kept once, the lower id first';
create index account_link_other on account_link (other_account_id);

-- What is known of the accounts that are there. The folding of addresses is EmailFold's, as far as Gmail goes.
insert into account_identifier (account_id, kind, value, seen_at)
    select id, 'email',
           case when split_part(email_key, '@', 2) in ('gmail.com', 'googlemail.com')
                then replace(split_part(split_part(email_key, '@', 1), '+', 1), '.', '') || '@gmail.com'
                else email_key end,
           email_verified_at
    from account where email_verified_at is not null
    union all
    select id, 'phone', phone, phone_verified_at from account where phone is not null and phone_verified_at is not null
    union all
    select id, 'device', registered_device, created_at from account where registered_device is not null;
