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

-- The index: segments, each over some of the variants, made of blocks (index/blocks.py says what they hold).
CREATE TABLE segment (
    id       INTEGER PRIMARY KEY,
    entries  INTEGER NOT NULL,  -- distinct keys
    variants INTEGER NOT NULL,
    lists    INTEGER NOT NULL   -- lists of postings in a block
);

CREATE TABLE block (
    id   INTEGER PRIMARY KEY,   -- segment, kind and number in one (index/blocks.py)
    data BLOB NOT NULL
);

-- Language sets (language_sets.py): a variant's language and those of the others. Entries point at groups of them, so
-- that a look-up from one language to another reads no unit of other languages.
CREATE TABLE role (
    id       INTEGER PRIMARY KEY,
    language INTEGER NOT NULL REFERENCES language (id),
    others   TEXT NOT NULL      -- JSON array of language ids, in order
);

CREATE TABLE role_set (
    id    INTEGER PRIMARY KEY,
    roles TEXT NOT NULL         -- JSON array of ids of role, in order
);

-- Every word and bigram of the index once, for concordance by parts of words.
CREATE TABLE vocabulary (
    id     INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL,       -- u64, sorted
    words  BLOB NOT NULL        -- UTF-8, each between line feeds
);
