-- The translation memory, one SQLite file. Version 1; later versions are steps in migrations.py.
-- A unit and its variants are written and deleted together; a variant's id is unit * 4096 + its place in
-- the unit, so that the variants of a unit lie beside each other and one scan of the table exports them.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value                       -- next_unit: ids are never used twice, the index refers to them
) WITHOUT ROWID;

CREATE TABLE language (
    id  INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE    -- BCP 47
);

CREATE TABLE unit (
    id         INTEGER PRIMARY KEY,
    source_key INTEGER NOT NULL, -- CRC-32 of source language and text: finds units that may be the same
    origin     TEXT,             -- human, aligned, machine; NULL: import
    client     TEXT,
    domain     TEXT,
    project    TEXT,
    changed    TEXT,             -- the newest date of unit and variants: decides ties and filters
    used       INTEGER,          -- the greatest usage count of unit and variants
    extra      TEXT              -- JSON of all else that is not the default (codec.py)
);
CREATE INDEX unit_by_source ON unit (source_key);

CREATE TABLE variant (
    id       INTEGER PRIMARY KEY, -- unit * 4096 + place
    language INTEGER NOT NULL REFERENCES language (id),
    text     TEXT NOT NULL,       -- plain text, as it came
    extra    TEXT                 -- JSON: inline codes, props, notes, details
);

-- Variants that no segment of the index holds yet: few, and searched one by one.
CREATE TABLE tail (
    variant INTEGER PRIMARY KEY
);
