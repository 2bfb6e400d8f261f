-- What staff did about accounts stands in the audit log alone: what was recorded before is chained to it as it stands.

do $$
declare
    act     record;
    head    record;
    said    text;
    made    timestamptz;
    chained bytea;
begin
    for act in select * from staff_action order by created_at, id loop
        select seq + 1 as seq, hash into head from audit_head;
        said := jsonb_strip_nulls(jsonb_build_object('reason', act.reason, 'finding', act.finding))::text;
        made := date_trunc('milliseconds', act.created_at);
        -- As in AuditChain.hash.
        chained := sha256(head.hash || int8send(head.seq) || uuid_send(act.id)
            || int8send((extract(epoch from made) * 1000)::bigint)
            || int4send(octet_length(convert_to(act.actor, 'UTF8'))) || convert_to(act.actor, 'UTF8')
            || int4send(octet_length('account.' || act.action)) || convert_to('account.' || act.action, 'UTF8')
            || int4send(octet_length('account:' || act.account_id)) || convert_to('account:' || act.account_id, 'UTF8')
            || int4send(octet_length(convert_to(said, 'UTF8'))) || convert_to(said, 'UTF8'));
        insert into audit_entry (seq, id, at, actor, action, subject, detail, previous, hash)
            values (head.seq, act.id, made, act.actor, 'account.' || act.action, 'account:' || act.account_id, said,
                head.hash, chained);
        update audit_head set seq = head.seq, hash = chained;
    end loop;
end $$;
drop table staff_action;

create index audit_entry_action on audit_entry (action, seq desc);

-- Another e-mail address.

alter table account add column proven_before boolean not null default false;
comment on column account.proven_before is 'a mailbox was proven before the present one: never closed as one that was only pending';

create table email_change (
    id          uuid primary key,
    account_id  uuid not null references account,
    session_id  uuid,
    email       text not null,
    email_key   text not null,
    created_at  timestamptz not null
);
comment on table email_change is 'each address that a client asked to change to; whether that still can happen, its token in mail_token tells';
comment on column email_change.session_id is 'who asked, and stays signed in';
create index email_change_account on email_change (account_id, created_at desc);

alter table mail_request drop constraint mail_request_purpose_check;
alter table mail_request add constraint mail_request_purpose_check
    check (purpose in ('verify_email', 'reset_password', 'change_email'));
alter table mail_token drop constraint mail_token_purpose_check;
alter table mail_token add constraint mail_token_purpose_check
    check (purpose in ('verify_email', 'reset_password', 'change_email'));
