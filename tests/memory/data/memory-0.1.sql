-- A memory of termlode 0.1 (version 1 of the file), as sqlite3's iterdump() gives it: made by init, build,
-- align --review, review apply --store, align --store and import of 0.1, with sources/gone.* deleted afterwards.
PRAGMA application_id = 1414286661;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE block (
    id   INTEGER PRIMARY KEY,   -- segment, kind and number in one (blocks.py)
    data BLOB NOT NULL
);
CREATE TABLE language (
    id  INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE    -- BCP 47
);
INSERT INTO "language" VALUES(1,'ar');
INSERT INTO "language" VALUES(2,'en');
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value                       -- next_unit: ids are never used twice, the index refers to them
) WITHOUT ROWID;
INSERT INTO "meta" VALUES('next_unit',8);
CREATE TABLE role (
    id       INTEGER PRIMARY KEY,
    language INTEGER NOT NULL REFERENCES language (id),
    others   TEXT NOT NULL      -- JSON array of language ids, in order
);
INSERT INTO "role" VALUES(0,1,'[2]');
INSERT INTO "role" VALUES(1,2,'[1]');
CREATE TABLE role_set (
    id    INTEGER PRIMARY KEY,
    roles TEXT NOT NULL         -- JSON array of roles, in order
);
CREATE TABLE segment (
    id       INTEGER PRIMARY KEY,
    entries  INTEGER NOT NULL,  -- distinct keys
    variants INTEGER NOT NULL,
    lists    INTEGER NOT NULL   -- lists of postings in a block
);
CREATE TABLE tail (
    variant INTEGER PRIMARY KEY
);
INSERT INTO "tail" VALUES(4096);
INSERT INTO "tail" VALUES(4097);
INSERT INTO "tail" VALUES(8192);
INSERT INTO "tail" VALUES(8193);
INSERT INTO "tail" VALUES(12288);
INSERT INTO "tail" VALUES(12289);
INSERT INTO "tail" VALUES(16384);
INSERT INTO "tail" VALUES(16385);
INSERT INTO "tail" VALUES(20480);
INSERT INTO "tail" VALUES(20481);
INSERT INTO "tail" VALUES(24576);
INSERT INTO "tail" VALUES(24577);
INSERT INTO "tail" VALUES(28672);
INSERT INTO "tail" VALUES(28673);
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
INSERT INTO "unit" VALUES(1,3227659260,'aligned',NULL,NULL,NULL,'20261130T030536Z',NULL,'{"source":"ar","segment":"sentence","details":{"created":"20261130T030536Z"},"document":"gone.ar.txt","places":[["gone.ar.txt",0,0,25],["gone.en.txt",0,0,31]],"confidence":0.9445}');
INSERT INTO "unit" VALUES(2,2071977423,'aligned',NULL,NULL,NULL,'20261130T030615Z',NULL,'{"source":"ar","segment":"sentence","context":[null,"ارتفع سعر النحاس في الأسواق.",null],"details":{"created":"20261130T030615Z"},"document":"sources/r.ar.txt","places":[["sources/r.ar.txt",0,0,9],["sources/r.en.txt",0,0,10]],"confidence":0.9824}');
INSERT INTO "unit" VALUES(3,3245017751,'aligned',NULL,NULL,NULL,'20261130T030615Z',NULL,'{"source":"ar","segment":"sentence","context":["ماذا بعد؟","انخفضت أسعار الليثيوم هذا العام.",null],"details":{"created":"20261130T030615Z"},"document":"sources/r.ar.txt","places":[["sources/r.ar.txt",1,10,38],["sources/r.en.txt",1,11,51]],"confidence":0.9888}');
INSERT INTO "unit" VALUES(4,2280526165,'aligned',NULL,NULL,NULL,'20261130T030615Z',NULL,'{"source":"ar","segment":"sentence","context":["ارتفع سعر النحاس في الأسواق.",null,null],"details":{"created":"20261130T030615Z"},"document":"sources/r.ar.txt","places":[["sources/r.ar.txt",2,39,71],["sources/r.en.txt",2,52,82]],"confidence":0.9937}');
INSERT INTO "unit" VALUES(5,2071977423,'aligned',NULL,NULL,NULL,'20261130T030602Z',NULL,'{"source":"ar","segment":"sentence","context":[null,"انخفضت أسعار الليثيوم هذا العام.",null],"props":[["x-reviewed","yes"]],"details":{"created":"20261130T030602Z"},"document":"r.ar.txt","places":[["r.ar.txt",0,0,9],["r.en.txt",0,0,10]],"confidence":1.0}');
INSERT INTO "unit" VALUES(6,2280526165,'aligned',NULL,NULL,NULL,'20261130T030602Z',NULL,'{"source":"ar","segment":"sentence","context":["ماذا بعد؟",null,null],"props":[["x-reviewed","yes"]],"details":{"created":"20261130T030602Z"},"document":"r.ar.txt","places":[["r.ar.txt",2,39,71],["r.en.txt",2,52,82]],"confidence":1.0}');
INSERT INTO "unit" VALUES(7,2255329649,NULL,NULL,NULL,NULL,'20240101T000000Z',NULL,'{"source":"ar","details":{"created":"20240101T000000Z"}}');
CREATE TABLE variant (
    id       INTEGER PRIMARY KEY, -- unit * 4096 + place
    language INTEGER NOT NULL REFERENCES language (id),
    text     TEXT NOT NULL,       -- plain text, as it came
    extra    TEXT                 -- JSON: inline codes, props, notes, details
);
INSERT INTO "variant" VALUES(4096,1,'السماء زرقاء فوق المدينة.',NULL);
INSERT INTO "variant" VALUES(4097,2,'The sky above the city is blue.',NULL);
INSERT INTO "variant" VALUES(8192,1,'ماذا بعد؟',NULL);
INSERT INTO "variant" VALUES(8193,2,'What next?',NULL);
INSERT INTO "variant" VALUES(12288,1,'ارتفع سعر النحاس في الأسواق.',NULL);
INSERT INTO "variant" VALUES(12289,2,'The price of copper rose on the markets.',NULL);
INSERT INTO "variant" VALUES(16384,1,'انخفضت أسعار الليثيوم هذا العام.',NULL);
INSERT INTO "variant" VALUES(16385,2,'Lithium prices fell this year.',NULL);
INSERT INTO "variant" VALUES(20480,1,'ماذا بعد؟',NULL);
INSERT INTO "variant" VALUES(20481,2,'What now?',NULL);
INSERT INTO "variant" VALUES(24576,1,'انخفضت أسعار الليثيوم هذا العام.',NULL);
INSERT INTO "variant" VALUES(24577,2,'Lithium prices fell this year.',NULL);
INSERT INTO "variant" VALUES(28672,1,'صباح الخير',NULL);
INSERT INTO "variant" VALUES(28673,2,'Good morning',NULL);
CREATE TABLE vocabulary (
    id     INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL,       -- u64, sorted
    words  BLOB NOT NULL        -- UTF-8, each between line feeds
);
CREATE INDEX unit_by_source ON unit (source_key);
COMMIT;
