-- When mailbox and phone were both proven for the first time; told once.
alter table account add column verified_at timestamptz;
update account set verified_at = greatest(email_verified_at, phone_verified_at)
where email_verified_at is not null and phone_verified_at is not null;
