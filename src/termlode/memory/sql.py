"""Every SQL statement of the memory but the schema's. Placeholders are in the order of the arguments."""

from __future__ import annotations

# ── meta and languages ───────────────────────────────────────────────────────────────────────────
META_GET = "SELECT value FROM meta WHERE key = ?"
META_SET = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
COUNTED_CLEAR = "DELETE FROM meta WHERE key IN ('counted', 'indexed_early')"
LANGUAGES = "SELECT id, tag FROM language"
LANGUAGE_ADD = "INSERT INTO language (tag) VALUES (?) RETURNING id"

# ── units and variants ───────────────────────────────────────────────────────────────────────────
# A unit's row is always: id, source_key, origin, client, domain, project, changed, used, extra.
UNIT_ADD = (
    "INSERT INTO unit (id, source_key, origin, client, domain, project, changed, used, extra, rank, content) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
UNIT_ADD_BARE = "INSERT INTO unit (id, source_key, content) VALUES (?, ?, ?)"
UNIT_REPLACE = (
    "UPDATE unit SET source_key = ?, origin = ?, client = ?, domain = ?, project = ?, changed = ?, used = ?, "
    "extra = ?, rank = ?, content = ? WHERE id = ?"
)
UNIT_DELETE = "DELETE FROM unit WHERE id = ?"
UNITS_DELETE = "DELETE FROM unit WHERE id BETWEEN ? AND ?"
CONTENTS_BY_SOURCE = (
    "SELECT source_key, unit.id, content FROM json_each(?) AS wanted JOIN unit ON unit.source_key = wanted.value"
)
CONTENTS_BY_ID = "SELECT source_key, unit.id, content FROM json_each(?) AS wanted JOIN unit ON unit.id = wanted.value"
CONTENTS = "SELECT content FROM unit WHERE content IS NOT NULL"
CONTENT_SET = "UPDATE unit SET content = ? WHERE id = ?"
UNITS_WITHOUT_CONTENT = "SELECT id FROM unit WHERE content IS NULL ORDER BY id"
SOURCE_KEYS = "SELECT source_key, id FROM unit"
SOURCE_INDEX = "CREATE INDEX IF NOT EXISTS unit_by_source ON unit (source_key)"
SOURCE_INDEX_DROP = "DROP INDEX IF EXISTS unit_by_source"
UNITS_BY_ID = (
    "SELECT unit.id, source_key, origin, client, domain, project, changed, used, extra "
    "FROM json_each(?) AS wanted JOIN unit ON unit.id = wanted.value"
)
UNITS_FROM = (
    "SELECT id, source_key, origin, client, domain, project, changed, used, extra FROM unit WHERE id >= ? ORDER BY id"
)
UNITS_RICH = (
    "SELECT id, source_key, origin, client, domain, project, changed, used, extra FROM unit "
    "WHERE extra IS NOT NULL OR origin IS NOT NULL OR client IS NOT NULL OR domain IS NOT NULL "
    "OR project IS NOT NULL ORDER BY id"
)
UNITS_NEWEST = "SELECT id FROM unit WHERE coalesce(rank, 2) >= ? ORDER BY id DESC LIMIT ?"
OWNERS = {
    "client": "SELECT DISTINCT client FROM unit WHERE client != '' ORDER BY client",
    "domain": "SELECT DISTINCT domain FROM unit WHERE domain != '' ORDER BY domain",
    "project": "SELECT DISTINCT project FROM unit WHERE project != '' ORDER BY project",
}
UNIT_COUNT = "SELECT count(*) FROM unit"

VARIANT_ADD = "INSERT INTO variant (id, language, text, extra) VALUES (?, ?, ?, ?)"
VARIANT_ADD_TEXT = "INSERT INTO variant (id, language, text) VALUES (?, ?, ?)"
VARIANTS_DELETE = "DELETE FROM variant WHERE id BETWEEN ? AND ?"
VARIANTS_BY_ID = (
    "SELECT variant.id, variant.language, variant.text, variant.extra "
    "FROM json_each(?) AS wanted JOIN variant ON variant.id = wanted.value"
)
VARIANTS_OF = "SELECT id, language, text, extra FROM variant WHERE id BETWEEN ? AND ? ORDER BY id"
VARIANTS_OF_UNITS = (
    "SELECT variant.id, variant.language, variant.text, variant.extra FROM json_each(?) AS wanted "
    "JOIN variant ON variant.id BETWEEN wanted.value * 4096 AND wanted.value * 4096 + 4095"
)
VARIANTS_OF_UNITS = (
    "SELECT variant.id, variant.language, variant.text, variant.extra FROM json_each(?) AS wanted "
    "JOIN variant ON variant.id BETWEEN wanted.value * 4096 AND wanted.value * 4096 + 4095"
)
VARIANTS_FROM = "SELECT id, language, text, extra FROM variant WHERE id >= ? ORDER BY id"
VARIANTS_TO_INDEX = "SELECT id, language, text FROM variant ORDER BY id"
VARIANT_IDS = "SELECT id FROM variant ORDER BY id"
VARIANT_COUNT = "SELECT language, count(*) FROM variant GROUP BY language"

# ── documents ────────────────────────────────────────────────────────────────────────────────────
DOCUMENTS = "SELECT path, id FROM document"
DOCUMENT_HASHES = "SELECT path, hash FROM document ORDER BY path"
DOCUMENT_ADD = "INSERT INTO document (path) VALUES (?) RETURNING id"
DOCUMENT_HASH = "UPDATE document SET hash = ? WHERE path = ?"
DOCUMENT_RENAME = "UPDATE document SET path = ? WHERE id = ?"
DOCUMENT_DELETE = "DELETE FROM document WHERE id = ?"
DOCUMENT_UNIT_ADD = "INSERT OR IGNORE INTO document_unit (document, unit) VALUES (?, ?)"
DOCUMENT_UNIT_DELETE = "DELETE FROM document_unit WHERE unit = ?"
DOCUMENT_UNITS_DELETE = "DELETE FROM document_unit WHERE unit BETWEEN ? AND ?"
DOCUMENT_UNITS_DELETE_FROM = "DELETE FROM document_unit WHERE unit >= ?"
DOCUMENT_UNITS = "SELECT unit FROM document_unit WHERE document = ? ORDER BY unit"
DOCUMENT_UNITS_UP_TO = (
    "SELECT document_unit.unit FROM document_unit JOIN unit ON unit.id = document_unit.unit "
    "WHERE document = ? AND unit.rank <= ? ORDER BY document_unit.unit"
)
DOCUMENTS_WITH_UNITS = (
    "SELECT document.path, count(*) FROM document JOIN document_unit ON document_unit.document = document.id "
    "JOIN unit ON unit.id = document_unit.unit WHERE unit.rank <= ? GROUP BY document.id ORDER BY document.path"
)
REFUSED = "SELECT pair FROM refused WHERE document = ?"
REFUSED_ADD = "INSERT OR IGNORE INTO refused (document, pair) VALUES (?, ?)"
REFUSED_DELETE = "DELETE FROM refused WHERE document = ? AND pair = ?"
REFUSED_DELETE_OF = "DELETE FROM refused WHERE document = ?"
REFUSED_MOVE = "UPDATE OR IGNORE refused SET document = ? WHERE document = ?"
BUILT = (
    "SELECT one.path, other.path FROM built JOIN document AS one ON one.id = built.source "
    "JOIN document AS other ON other.id = built.target ORDER BY one.path, other.path"
)
BUILT_ADD = "INSERT OR IGNORE INTO built (source, target) VALUES (?, ?)"
BUILT_DELETE = "DELETE FROM built WHERE source = ? AND target = ?"
BUILT_MOVE = (
    "INSERT OR IGNORE INTO built SELECT iif(source = :old, :new, source), iif(target = :old, :new, target) FROM built "
    "WHERE :old IN (source, target)"
)
BUILT_DELETE_OF = "DELETE FROM built WHERE ? IN (source, target)"

# ── the tail of the index ────────────────────────────────────────────────────────────────────────
TAIL_ADD = "INSERT OR IGNORE INTO tail (variant) VALUES (?)"
TAIL_DELETE = "DELETE FROM tail WHERE variant BETWEEN ? AND ?"
TAIL_CLEAR = "DELETE FROM tail"
TAIL_COUNT = "SELECT count(*) FROM tail"
TAIL_TEXTS = "SELECT variant.id, variant.language, variant.text FROM tail JOIN variant ON variant.id = tail.variant"

# ── the index ────────────────────────────────────────────────────────────────────────────────────
BLOCK_GET = "SELECT data FROM block WHERE id = ?"
BLOCKS_GET = "SELECT block.id, block.data FROM json_each(?) AS wanted JOIN block ON block.id = wanted.value"
BLOCK_PUT = "INSERT OR REPLACE INTO block (id, data) VALUES (?, ?)"
BLOCKS_IN = "SELECT id, data FROM block WHERE id BETWEEN ? AND ? ORDER BY id"
BLOCKS_DELETE = "DELETE FROM block WHERE id BETWEEN ? AND ?"
SEGMENTS = "SELECT id, entries, variants, lists FROM segment ORDER BY entries DESC, id"
SEGMENT_ADD = "INSERT INTO segment (id, entries, variants, lists) VALUES (?, ?, ?, ?)"
SEGMENT_DELETE = "DELETE FROM segment WHERE id = ?"
SEGMENT_NEXT = "SELECT coalesce(max(id), 0) + 1 FROM segment"
ROLE_SETS = "SELECT group_concat(roles) FROM (SELECT roles FROM role_set ORDER BY id)"
ROLE_SETS_BY_ID = (
    "SELECT role_set.id, role_set.roles FROM json_each(?) AS wanted JOIN role_set ON role_set.id = wanted.value"
)
ROLE_SET_ADD = "INSERT INTO role_set (id, roles) VALUES (?, ?)"
ROLES = "SELECT id, language, others FROM role WHERE id >= ? ORDER BY id"
ROLE_ADD = "INSERT INTO role (id, language, others) VALUES (?, ?, ?)"
VOCABULARY = "SELECT id, words FROM vocabulary ORDER BY id"
VOCABULARY_HASHES = "SELECT hashes FROM vocabulary ORDER BY id"
VOCABULARY_ADD = "INSERT INTO vocabulary (hashes, words) VALUES (?, ?)"
VOCABULARY_CLEAR = "DELETE FROM vocabulary"
SEGMENTS_DELETE_FROM = "DELETE FROM segment WHERE id >= ?"
UNITS_DELETE_FROM = "DELETE FROM unit WHERE id >= ?"

# ── maintenance ──────────────────────────────────────────────────────────────────────────────────
_CONDITIONS = (
    "(:client IS NULL OR client = :client) AND (:domain IS NULL OR domain = :domain) "
    "AND (:project IS NULL OR project = :project) AND (:origin IS NULL OR coalesce(origin, 'import') = :origin) "
    "AND (:since IS NULL OR coalesce(changed, '') >= :since) "
    "AND (:until IS NULL OR substr(coalesce(changed, ''), 1, length(:until)) <= :until) "
    "AND (:languages IS NULL OR EXISTS (SELECT 1 FROM variant WHERE variant.id BETWEEN unit.id * 4096 "
    "AND unit.id * 4096 + 4095 AND language IN (SELECT value FROM json_each(:languages)))) ORDER BY unit.id"
)
UNITS_CHOSEN = f"SELECT id FROM unit WHERE {_CONDITIONS}"  # noqa: S608  # as above, nothing from outside
UNITS_CHOSEN_AMONG = (
    f"SELECT unit.id FROM json_each(:keys) AS wanted JOIN unit ON unit.id = wanted.value WHERE {_CONDITIONS}"  # noqa: S608
)
UNITS_OF_SHARED_SOURCE = (
    "SELECT id FROM unit WHERE source_key IN (SELECT source_key FROM unit GROUP BY source_key HAVING count(*) > 1)"
)
UNITS_OF_REPEATED_LANGUAGE = (
    "SELECT DISTINCT one.id / 4096 FROM variant AS one CROSS JOIN variant AS other "
    "ON other.id BETWEEN one.id + 1 AND one.id | 4095 WHERE +other.language = one.language"  # +: by id, not by language
)
UNITS_RANKED_BY_ID = (
    "SELECT unit.id, source_key, origin, client, domain, project, changed, used, extra, coalesce(rank, 2) "
    "FROM json_each(?) AS wanted JOIN unit ON unit.id = wanted.value"
)
TEXTS = "SELECT id, text FROM variant ORDER BY id"
FIRST_TEXTS = (  # of each unit, and whether it has more than two
    "SELECT one.id / 4096, one.text, two.text, three.id FROM variant AS one "
    "LEFT JOIN variant AS two ON two.id = one.id + 1 LEFT JOIN variant AS three ON three.id = one.id + 2 "
    "WHERE one.id % 4096 = 0 ORDER BY one.id"
)
# The variant in the language that the unit names as its source, else the first.
SOURCE_TEXTS = (
    "SELECT unit.id, coalesce(CASE WHEN unit.extra LIKE '%\"source\":%' THEN (SELECT text FROM variant "
    "JOIN language ON language.id = variant.language WHERE variant.id BETWEEN unit.id * 4096 AND unit.id * 4096 + 4095 "
    "AND tag = json_extract(unit.extra, '$.source') ORDER BY variant.id LIMIT 1) END, (SELECT text FROM variant "
    "WHERE variant.id BETWEEN unit.id * 4096 AND unit.id * 4096 + 4095 ORDER BY variant.id LIMIT 1), '') "
    "FROM json_each(?) AS wanted JOIN unit ON unit.id = wanted.value"
)
ORPHANS = "SELECT id FROM variant WHERE NOT EXISTS (SELECT 1 FROM unit WHERE unit.id = variant.id / 4096)"
NOT_JSON = (
    "SELECT id FROM variant WHERE extra IS NOT NULL AND NOT json_valid(extra) "
    "UNION ALL SELECT id * 4096 FROM unit WHERE extra IS NOT NULL AND NOT json_valid(extra)"
)
NO_LANGUAGE = "SELECT id FROM variant WHERE language NOT IN (SELECT id FROM language)"
EMPTY_UNITS = (
    "SELECT id FROM unit WHERE NOT EXISTS (SELECT 1 FROM variant "
    "WHERE variant.id BETWEEN unit.id * 4096 AND unit.id * 4096 + 4095)"
)
UNIT_LAST = "SELECT max(id) FROM unit"
TAIL_ROWS = (
    "SELECT variant.id, variant.language, variant.text, NULL FROM tail JOIN variant ON variant.id = tail.variant "
    "ORDER BY variant.id"
)
TAIL_FILL = "INSERT INTO tail (variant) SELECT id FROM variant"
TAIL_ALL = "SELECT variant FROM tail"

# ── copying whole memories ───────────────────────────────────────────────────────────────────────
_WHOLE = "SELECT id, source_key, origin, client, domain, project, changed, used, extra, rank, content FROM unit"
UNIT_ROWS = f"{_WHOLE} ORDER BY id"
UNIT_ROWS_AFTER = f"{_WHOLE} WHERE id > ? ORDER BY id LIMIT ?"
VARIANTS_TO_COPY = "SELECT id, language, text, extra FROM variant ORDER BY id"
DOCUMENT_UNIT_ROWS = "SELECT document, unit FROM document_unit ORDER BY document, unit"
DOCUMENT_UNITS_OF = "SELECT document, unit FROM document_unit WHERE unit BETWEEN ? AND ?"
LANGUAGE_ROWS = "SELECT id, tag FROM language ORDER BY id"
LANGUAGE_TAKE = "INSERT OR IGNORE INTO language (id, tag) VALUES (?, ?)"
DOCUMENT_ROWS = "SELECT id, path, hash FROM document ORDER BY id"
DOCUMENT_TAKE = "INSERT OR IGNORE INTO document (id, path, hash) VALUES (?, ?, ?)"
REFUSED_ROWS = "SELECT document, pair FROM refused ORDER BY document, pair"
BUILT_ROWS = "SELECT source, target FROM built ORDER BY source, target"
