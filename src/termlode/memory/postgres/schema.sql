-- A team's translation memory in PostgreSQL. Version 1; later versions are steps in migrations.py.
-- The tables are those of ../schema.sql, which says what they hold; texts are compared byte by byte (COLLATE "C").
-- U+0000, which PostgreSQL cannot hold, is stored as U+FDD0 "0", and U+FDD0 as U+FDD0 "1" (connection.py).

CREATE TABLE meta (
    key   text COLLATE "C" PRIMARY KEY,
    value bigint NOT NULL            -- version: of these tables; change: grows with every transaction that writes
);
INSERT INTO meta (key, value) VALUES ('version', 1), ('change', 0), ('next_unit', 1);

-- Who writes holds a lock on this table until the transaction ends; others wait in line. It has no rows.
CREATE TABLE writing ();

CREATE TABLE language (
    id  integer PRIMARY KEY,
    tag text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE unit (
    id         bigint PRIMARY KEY,
    source_key bigint NOT NULL,
    origin     text COLLATE "C",
    client     text COLLATE "C",
    domain     text COLLATE "C",
    project    text COLLATE "C",
    changed    text COLLATE "C",
    used       bigint,
    extra      text,
    rank       smallint,
    content    bigint                -- content_hash.py
);
CREATE INDEX unit_by_source ON unit (source_key);

CREATE TABLE variant (
    id       bigint PRIMARY KEY,
    language integer NOT NULL,
    text     text NOT NULL,
    extra    text
);

CREATE TABLE document (
    id   integer PRIMARY KEY,
    path text COLLATE "C" NOT NULL UNIQUE,
    hash text COLLATE "C"
);

CREATE TABLE document_unit (
    document integer NOT NULL,
    unit     bigint NOT NULL,
    PRIMARY KEY (document, unit)
);
CREATE INDEX document_unit_by_unit ON document_unit (unit);

CREATE TABLE refused (
    document integer NOT NULL,
    pair     bigint NOT NULL,
    PRIMARY KEY (document, pair)
);

CREATE TABLE built (
    source integer NOT NULL,
    target integer NOT NULL,
    PRIMARY KEY (source, target)
);

CREATE TABLE tail (
    variant bigint PRIMARY KEY
);

-- The index. Its blocks do not shrink, so they are not compressed: parts of them are read without the rest.
CREATE TABLE segment (
    id       integer PRIMARY KEY,
    entries  bigint NOT NULL,
    variants bigint NOT NULL,
    lists    integer NOT NULL
);

CREATE TABLE block (
    id   bigint PRIMARY KEY,
    data bytea NOT NULL
);
ALTER TABLE block ALTER COLUMN data SET STORAGE EXTERNAL;

CREATE TABLE role (
    id       integer PRIMARY KEY,
    language integer NOT NULL,
    others   text NOT NULL
);

CREATE TABLE role_set (
    id    integer PRIMARY KEY,
    roles text NOT NULL
);

CREATE TABLE vocabulary (
    id     integer PRIMARY KEY,
    hashes bytea NOT NULL,
    words  bytea NOT NULL
);

-- What units were before somebody replaced or deleted them: the last change wins, and nothing that it replaced is lost.
CREATE TABLE history (
    unit     bigint NOT NULL,
    at       timestamptz NOT NULL DEFAULT now(),        -- of the transaction
    who      text NOT NULL DEFAULT session_user,
    program  text NOT NULL DEFAULT current_setting('application_name'),
    columns  jsonb,                                     -- the row of the unit …
    variants jsonb                                      -- … and those of its variants, in two rows of the history
);
CREATE INDEX history_by_unit ON history (unit, at);

CREATE FUNCTION keep_units() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO history (unit, columns) SELECT id, to_jsonb(before) - 'source_key' FROM before;
    RETURN NULL;
END $$;

CREATE FUNCTION keep_variants() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO history (unit, variants)
        SELECT before.id / 4096,
            jsonb_agg(jsonb_build_array(tag, before.text, before.extra) ORDER BY before.id)
        FROM before JOIN language ON language.id = before.language GROUP BY before.id / 4096;
    RETURN NULL;
END $$;

CREATE TRIGGER unit_replaced AFTER UPDATE ON unit REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION keep_units();
CREATE TRIGGER unit_deleted AFTER DELETE ON unit REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION keep_units();
CREATE TRIGGER variant_deleted AFTER DELETE ON variant REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION keep_variants();

-- PostgreSQL 16 has IS JSON; this serves older ones.
CREATE FUNCTION is_json(value text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN value::json IS NOT NULL;
EXCEPTION WHEN others THEN
    RETURN false;
END $$;
