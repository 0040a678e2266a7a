-- Grants are wide and policies are narrow: a table without a policy for a role shows that role nothing.
grant usage on schema public, plumbline to plumbline_app, plumbline_system;
grant select, insert, update, delete on all tables in schema public to plumbline_app, plumbline_system;
grant usage on all sequences in schema public to plumbline_app, plumbline_system;
-- History is written once: neither role may change what happened, but for the relay, which gives each event its position.
revoke update, delete, truncate on events from plumbline_app;
revoke truncate on events from plumbline_system;
-- What a rule said is what its alerts were opened by: a version is written once.
revoke update on alert_rule_versions from plumbline_app;
