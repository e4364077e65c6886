-- A memory of version 2 of the file, as sqlite3's iterdump() gives it: PAIRS and FULL of tests/memory/units.py and
-- one more unit, added by Store.add.
PRAGMA application_id = 1414286661;
PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE block (
    id   INTEGER PRIMARY KEY,   -- segment, kind and number in one (index/blocks.py)
    data BLOB NOT NULL
);
CREATE TABLE built (
    source INTEGER NOT NULL REFERENCES document (id),
    target INTEGER NOT NULL REFERENCES document (id),
    PRIMARY KEY (source, target)
) WITHOUT ROWID;
CREATE TABLE document (
    id   INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    hash TEXT                      -- of its content when it was last read; NULL: not known
);
INSERT INTO "document" VALUES(1,'b.docx',NULL);
INSERT INTO "document" VALUES(2,'a.docx',NULL);
INSERT INTO "document" VALUES(3,'a.txt',NULL);
CREATE TABLE document_unit (
    document INTEGER NOT NULL REFERENCES document (id),
    unit     INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (document, unit)
) WITHOUT ROWID;
INSERT INTO "document_unit" VALUES(1,9);
INSERT INTO "document_unit" VALUES(2,9);
INSERT INTO "document_unit" VALUES(3,10);
CREATE TABLE language (
    id  INTEGER PRIMARY KEY,
    tag TEXT NOT NULL UNIQUE    -- BCP 47
);
INSERT INTO "language" VALUES(1,'en');
INSERT INTO "language" VALUES(2,'fa');
INSERT INTO "language" VALUES(3,'zh-CN');
INSERT INTO "language" VALUES(4,'ar');
INSERT INTO "language" VALUES(5,'ps');
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value                       -- next_unit: ids are never used twice, the index refers to them
) WITHOUT ROWID;
INSERT INTO "meta" VALUES('next_unit',11);
CREATE TABLE refused (
    document INTEGER NOT NULL REFERENCES document (id),
    pair     INTEGER NOT NULL,     -- a hash of both texts and their languages
    PRIMARY KEY (document, pair)
) WITHOUT ROWID;
CREATE TABLE role (
    id       INTEGER PRIMARY KEY,
    language INTEGER NOT NULL REFERENCES language (id),
    others   TEXT NOT NULL      -- JSON array of language ids, in order
);
INSERT INTO "role" VALUES(0,1,'[2]');
INSERT INTO "role" VALUES(1,2,'[1]');
INSERT INTO "role" VALUES(2,3,'[1]');
INSERT INTO "role" VALUES(3,1,'[3]');
INSERT INTO "role" VALUES(4,4,'[1]');
INSERT INTO "role" VALUES(5,1,'[4]');
INSERT INTO "role" VALUES(6,1,'[3, 4]');
INSERT INTO "role" VALUES(7,3,'[1, 4]');
INSERT INTO "role" VALUES(8,4,'[1, 3]');
INSERT INTO "role" VALUES(9,5,'[1]');
INSERT INTO "role" VALUES(10,1,'[5]');
INSERT INTO "role" VALUES(11,2,'[1, 2]');
CREATE TABLE role_set (
    id    INTEGER PRIMARY KEY,
    roles TEXT NOT NULL         -- JSON array of ids of role, in order
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
INSERT INTO "tail" VALUES(20482);
INSERT INTO "tail" VALUES(24576);
INSERT INTO "tail" VALUES(24577);
INSERT INTO "tail" VALUES(28672);
INSERT INTO "tail" VALUES(28673);
INSERT INTO "tail" VALUES(32768);
INSERT INTO "tail" VALUES(32769);
INSERT INTO "tail" VALUES(36864);
INSERT INTO "tail" VALUES(36865);
INSERT INTO "tail" VALUES(36866);
INSERT INTO "tail" VALUES(40960);
INSERT INTO "tail" VALUES(40961);
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
, rank INTEGER);
INSERT INTO "unit" VALUES(1,270673268,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(2,851197458,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(3,2186202498,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(4,2293952818,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(5,1986382379,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(6,1283633105,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(7,2932972550,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(8,1401100605,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES(9,2009663441,'aligned','acme','ui','p','20210101T000000Z',7,'{"id":"u-1","source":"en","segment":"sentence","context":["before","","key.1"],"props":[["domain","ui"]],"notes":[["unit note"]],"details":{"created":"20200101T000000Z","creator":"ann","changed":"20210101T000000Z","changer":"bob","last_used":"20220101T000000Z","usage_count":7,"tool":"t","tool_version":"1","datatype":"html","memory_format":"m","encoding":"e"},"document":"a.docx","places":[["a.docx",1,2,3],["b.docx",4,5,6]],"confidence":0.75}',1);
INSERT INTO "unit" VALUES(10,3996554102,'human','acme',NULL,NULL,'20240501T000000Z',NULL,'{"id":"7","details":{"changed":"20240501T000000Z"},"document":"a.txt"}',3);
CREATE TABLE variant (
    id       INTEGER PRIMARY KEY, -- unit * 4096 + place
    language INTEGER NOT NULL REFERENCES language (id),
    text     TEXT NOT NULL,       -- plain text, as it came
    extra    TEXT                 -- JSON: inline codes, props, notes, details
);
INSERT INTO "variant" VALUES(4096,1,'The rare earth magnet was exported.',NULL);
INSERT INTO "variant" VALUES(4097,2,'آهنربای خاکی کمیاب صادر شد.',NULL);
INSERT INTO "variant" VALUES(8192,1,'Production reached 17.5 million tonnes in 2023.',NULL);
INSERT INTO "variant" VALUES(8193,2,'تولید در سال ۲۰۲۳ به ۱۷٫۵ میلیون تن رسید.',NULL);
INSERT INTO "variant" VALUES(12288,3,'中国稀土出口下降。',NULL);
INSERT INTO "variant" VALUES(12289,1,'China''s rare earth exports fell.',NULL);
INSERT INTO "variant" VALUES(16384,4,'انخفضت صادرات المعادن النادرة.',NULL);
INSERT INTO "variant" VALUES(16385,1,'Exports of rare minerals fell.',NULL);
INSERT INTO "variant" VALUES(20480,1,'Open the file',NULL);
INSERT INTO "variant" VALUES(20481,3,'打开文件',NULL);
INSERT INTO "variant" VALUES(20482,4,'افتح الملف',NULL);
INSERT INTO "variant" VALUES(24576,5,'د لیتیم کان پرانیستل شو.',NULL);
INSERT INTO "variant" VALUES(24577,1,'The lithium mine was opened.',NULL);
INSERT INTO "variant" VALUES(28672,2,'باتری لیتیوم‌یون ارزان شد.',NULL);
INSERT INTO "variant" VALUES(28673,1,'The lithium-ion battery became cheaper.',NULL);
INSERT INTO "variant" VALUES(32768,1,'The lithium-ion battery became cheaper.',NULL);
INSERT INTO "variant" VALUES(32769,3,'锂离子电池降价了。',NULL);
INSERT INTO "variant" VALUES(36864,1,'Press OK now','{"codes":[["bpt",6,[["i","1"],["x","2"]],["<b>",["alt",[],[["type","link"]]],""]],["ept",8,[["i","1"]],["</b>"]],["hi",9],["/hi",12]],"props":[["x-a","1"],["x-b","","en","utf-8"],["x-c","v",null,"utf-8"]],"notes":[[""],["see 3","en"],["n",null,"x"]],"details":{"created":"20200101T000000Z","usage_count":0,"memory_format":"tmf"}}');
INSERT INTO "variant" VALUES(36865,2,'اکنون «تأیید» را بزنید',NULL);
INSERT INTO "variant" VALUES(36866,2,'دکمهٔ تأیید',NULL);
INSERT INTO "variant" VALUES(40960,1,'Close the mine.',NULL);
INSERT INTO "variant" VALUES(40961,2,'معدن را ببندید.',NULL);
CREATE TABLE vocabulary (
    id     INTEGER PRIMARY KEY,
    hashes BLOB NOT NULL,       -- u64, sorted
    words  BLOB NOT NULL        -- UTF-8, each between line feeds
);
CREATE INDEX unit_by_source ON unit (source_key);
CREATE INDEX document_unit_by_unit ON document_unit (unit);
COMMIT;
