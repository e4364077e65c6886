-- Who may read, who may write, who administers a team's memory. Run it once, as the owner of the tables, in the schema
-- that holds them:   psql -d termlode -f roles.sql
-- Then let people in:   CREATE ROLE ann LOGIN; GRANT termlode_write TO ann;

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'termlode_read') THEN
        CREATE ROLE termlode_read NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'termlode_write') THEN
        CREATE ROLE termlode_write NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'termlode_admin') THEN
        CREATE ROLE termlode_admin NOLOGIN;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO termlode_read', current_schema());
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO termlode_read', current_schema());
    EXECUTE format('GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO termlode_write', current_schema());
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO termlode_admin', current_schema());
END $$;

GRANT termlode_read TO termlode_write;
GRANT termlode_write TO termlode_admin;

-- The history is written by triggers alone, as the owner: a writer cannot change what was.
REVOKE INSERT, UPDATE, DELETE ON history FROM termlode_write;

-- Versions of the tables are changed by their owner; administrators may become it.
DO $$
BEGIN
    EXECUTE format('GRANT %I TO termlode_admin', (SELECT tableowner FROM pg_tables
        WHERE schemaname = current_schema() AND tablename = 'unit'));
END $$;
