-- What peers need of the database beside the product's own tables.

-- A login that changes to the product's roles per request and finds out first who is calling.
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bench_peer') THEN
        CREATE ROLE bench_peer LOGIN NOINHERIT;
    END IF;
END $$;
GRANT carbot_owner, carbot_api, carbot_visitor TO bench_peer;
GRANT USAGE ON SCHEMA public, lookup TO bench_peer;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA lookup TO bench_peer;
