-- A suspended reseller is told nothing.

alter table webhook_endpoint add column blocked_at timestamptz;
comment on column webhook_endpoint.blocked_at is 'its reseller is suspended: it is told nothing until that ends';
update webhook_endpoint e set blocked_at = r.suspended_at
from reseller r where r.id = e.reseller_id and r.suspended_at is not null and e.removed_at is null;
