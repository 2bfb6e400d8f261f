-- What staff look accounts up by. Ids are in the order of time, so each index gives its page newest first without sorting.

create index account_by_email on account (email_key, id desc);
create index account_by_phone on account (phone, id desc) where phone is not null;
create index account_by_address on account (registered_from, id desc) where registered_from is not null;
create index account_by_device on account (registered_device, id desc) where registered_device is not null;

-- The status is derived, not stored: the expression is that of AccountSearch, which a test compares with Standing. A change
-- of it needs a new index. Being indexed, even a rare status among ten million accounts is found without walking past the others.
create index account_by_status on account (
    (case when closed_at is not null then 'closed'
          when suspended_at is not null then 'suspended'
          when email_verified_at is null or phone is null or phone_verified_at is null then 'pending_verification'
          when kyc in ('required', 'in_review', 'rejected') then 'kyc_required'
          else 'active' end),
    id desc);
