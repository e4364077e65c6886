-- The compiled termbase: made anew from the YAML files whenever one changes, read by look-ups, never edited.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Concept entries as JSON records (termbase/records.py); file and line say where they are written.
CREATE TABLE concept (
    id TEXT PRIMARY KEY, field TEXT NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;

-- The files as they were when compiled; an unchanged file's concepts are taken over by the next build.
CREATE TABLE file (name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;

-- One row a spelling: terms, forms, attested surfaces and OCR variants, with their match keys.
CREATE TABLE surface (
    id INTEGER PRIMARY KEY, concept TEXT NOT NULL, language TEXT NOT NULL, term INTEGER NOT NULL,
    via TEXT NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL, tight TEXT NOT NULL, stems TEXT NOT NULL
);

-- What begins at each later word of a key, for look-ups of a part of a longer term.
CREATE TABLE tail (language TEXT NOT NULL, text TEXT NOT NULL, surface INTEGER NOT NULL,
                   PRIMARY KEY (language, text, surface)) WITHOUT ROWID;

-- A language's distinct tight keys, one a line, for the search after typing errors.
CREATE TABLE spelling (language TEXT PRIMARY KEY, keys TEXT NOT NULL) WITHOUT ROWID;
