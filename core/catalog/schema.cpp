// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/schema.h"

#include "core/base/message.h"
#include "core/catalog/embedding_checksum.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <array>
#include <string>

namespace lookalike {

namespace {

// Numbers in states: FileState (0 pending, 1 indexed, 2 broken, 4 unreadable).
//
// Triggers maintain columns and tables that only count, so that no writer can forget them and a
// start with a million files reads a dozen rows:
//   folder_counts       files of each folder in each state
//   contents.present    indexed files with this content
//   contents.oldest_ns  the earliest modification time of these files
//   spaces.embeddings   embeddings of the space
//   spaces.to_embed     contents that are present and have no embedding in the space
// spaces.revision grows by one with every added embedding, so that an index can tell that nothing
// else happened, and is drawn at random with every other change. SqliteWriter also draws it when it
// first adds an embedding: a plain counter would repeat values after a restored backup, and a stale
// index would seem current.
//
// AUTOINCREMENT ensures that ids are never reused, even after deletions.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    path BLOB NOT NULL UNIQUE,
    device INTEGER NOT NULL,
    online INTEGER NOT NULL DEFAULT 1,
    scanned_at INTEGER
) STRICT;

CREATE TABLE contents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 16),
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    format INTEGER NOT NULL,
    taken_at INTEGER,
    camera TEXT NOT NULL,
    lens TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    rating INTEGER,
    orientation INTEGER NOT NULL,
    perceptual_hash INTEGER NOT NULL,
    present INTEGER NOT NULL DEFAULT 0,
    oldest_ns INTEGER,
    -- Seconds: the capture date, or else the file's, rounded down as before 1970, too.
    dated_at INTEGER AS (coalesce(taken_at, oldest_ns / 1000000000
                                            - (oldest_ns % 1000000000 < 0))) VIRTUAL,
    from_camera INTEGER AS (camera <> '' OR taken_at IS NOT NULL) VIRTUAL
) STRICT;
-- A narrow copy of what filters ask: a scan of it reads a tenth of what the table holds.
CREATE INDEX contents_to_filter ON contents (dated_at, format, width, height, from_camera)
    WHERE present > 0;

CREATE TABLE files (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
    path BLOB NOT NULL, -- below the folder's path
    device INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
    content_id INTEGER REFERENCES contents (id),
    error TEXT NOT NULL DEFAULT '',
    UNIQUE (folder_id, path),
    CHECK (state <> 1 OR content_id IS NOT NULL)
) STRICT;
CREATE INDEX files_by_content ON files (content_id, state, modified_ns);
CREATE INDEX files_pending ON files (folder_id, path) WHERE state = 0;
CREATE INDEX files_failed ON files (folder_id, path) WHERE state IN (2, 4);

CREATE TABLE folder_counts (
    folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
    state INTEGER NOT NULL,
    files INTEGER NOT NULL,
    PRIMARY KEY (folder_id, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE spaces (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    identity TEXT NOT NULL UNIQUE,
    model TEXT NOT NULL,
    dim INTEGER NOT NULL CHECK (dim > 0),
    current INTEGER NOT NULL DEFAULT 0,
    embeddings INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL,
    to_embed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX spaces_current ON spaces (current) WHERE current = 1;

-- A rowid table: rows arrive in ascending order and fill their pages, which those of a WITHOUT
-- ROWID table do not.
CREATE TABLE embeddings (
    id INTEGER PRIMARY KEY,
    content_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    space_id INTEGER NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
    vector BLOB NOT NULL,
    UNIQUE (content_id, space_id)
) STRICT;

CREATE TRIGGER files_inserted AFTER INSERT ON files BEGIN
    INSERT INTO folder_counts (folder_id, state, files) VALUES (new.folder_id, new.state, 1)
        ON CONFLICT (folder_id, state) DO UPDATE SET files = files + 1;
    UPDATE contents SET present = present + (new.state = 1),
            oldest_ns = (SELECT min(modified_ns) FROM files
                         WHERE content_id = new.content_id AND state = 1)
        WHERE id = new.content_id;
END;
CREATE TRIGGER files_deleted AFTER DELETE ON files BEGIN
    UPDATE folder_counts SET files = files - 1
        WHERE folder_id = old.folder_id AND state = old.state;
    UPDATE contents SET present = present - (old.state = 1),
            oldest_ns = (SELECT min(modified_ns) FROM files
                         WHERE content_id = old.content_id AND state = 1)
        WHERE id = old.content_id;
END;
CREATE TRIGGER files_updated AFTER UPDATE OF folder_id, state, content_id, modified_ns ON files
    WHEN old.state <> new.state OR old.content_id IS NOT new.content_id
        OR old.folder_id <> new.folder_id OR old.modified_ns <> new.modified_ns
BEGIN
    UPDATE folder_counts SET files = files - 1
        WHERE folder_id = old.folder_id AND state = old.state;
    INSERT INTO folder_counts (folder_id, state, files) VALUES (new.folder_id, new.state, 1)
        ON CONFLICT (folder_id, state) DO UPDATE SET files = files + 1;
    UPDATE contents SET present = present - (old.state = 1),
            oldest_ns = (SELECT min(modified_ns) FROM files
                         WHERE content_id = old.content_id AND state = 1)
        WHERE id = old.content_id;
    UPDATE contents SET present = present + (new.state = 1),
            oldest_ns = (SELECT min(modified_ns) FROM files
                         WHERE content_id = new.content_id AND state = 1)
        WHERE id = new.content_id;
END;

CREATE TRIGGER contents_shown_or_hidden AFTER UPDATE OF present ON contents
    WHEN (old.present > 0) <> (new.present > 0)
BEGIN
    UPDATE spaces SET to_embed = to_embed + CASE WHEN new.present > 0 THEN 1 ELSE -1 END
        WHERE NOT EXISTS (SELECT 1 FROM embeddings
                          WHERE content_id = new.id AND space_id = spaces.id);
END;

CREATE TRIGGER embeddings_inserted AFTER INSERT ON embeddings BEGIN
    UPDATE spaces SET embeddings = embeddings + 1, revision = random(),
            to_embed = to_embed - coalesce((SELECT present > 0 FROM contents
                                            WHERE id = new.content_id), 0)
        WHERE id = new.space_id;
END;
CREATE TRIGGER embeddings_deleted AFTER DELETE ON embeddings BEGIN
    UPDATE spaces SET embeddings = embeddings - 1, revision = random(),
            to_embed = to_embed + coalesce((SELECT present > 0 FROM contents
                                            WHERE id = old.content_id), 0)
        WHERE id = old.space_id;
END;
CREATE TRIGGER embeddings_updated AFTER UPDATE OF vector ON embeddings
    WHEN old.vector IS NOT new.vector
BEGIN
    UPDATE spaces SET revision = random() WHERE id = new.space_id;
END;
)sql";

// Version 1 also drew the revision at random with every added embedding.
constexpr const char* kVersion2 = R"sql(
DROP TRIGGER embeddings_inserted;
CREATE TRIGGER embeddings_inserted AFTER INSERT ON embeddings BEGIN
    UPDATE spaces SET embeddings = embeddings + 1, revision = revision + 1,
            to_embed = to_embed - coalesce((SELECT present > 0 FROM contents
                                            WHERE id = new.content_id), 0)
        WHERE id = new.space_id;
END;
)sql";

// Results about pairs of contents can be recomputed and are deleted with either content. The user's
// decisions are keyed by content hash and stay, whatever happens to files, models and scans.
constexpr const char* kVersion3 = R"sql(
ALTER TABLE contents ADD COLUMN oriented_hashes BLOB;
ALTER TABLE contents ADD COLUMN framed_hashes BLOB;
CREATE INDEX contents_with_copies ON contents (id) WHERE present > 1;

CREATE TABLE pairs (
    first_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    second_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    verifier INTEGER NOT NULL,
    relation INTEGER NOT NULL, -- -1: different photos
    evidence BLOB NOT NULL,
    PRIMARY KEY (first_id, second_id),
    CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairs_by_second ON pairs (second_id);
CREATE INDEX pairs_related ON pairs (relation) WHERE relation >= 0;

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL,
    decided_at INTEGER NOT NULL
) STRICT;
CREATE TABLE decision_contents (
    decision_id INTEGER NOT NULL REFERENCES decisions (id) ON DELETE CASCADE,
    hash BLOB NOT NULL CHECK (length(hash) = 16),
    files INTEGER NOT NULL,
    path BLOB NOT NULL,
    PRIMARY KEY (decision_id, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE protected_folders (path BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// What a file holds besides the first picture's colours (core/image's PictureFacts). NULL if an
// older version read the file; the next comparison with another photo fills them in.
constexpr const char* kVersion4 = R"sql(
ALTER TABLE contents ADD COLUMN frames INTEGER;
ALTER TABLE contents ADD COLUMN animated INTEGER;
ALTER TABLE contents ADD COLUMN alpha INTEGER;
ALTER TABLE contents ADD COLUMN bits INTEGER;
ALTER TABLE contents ADD COLUMN extras INTEGER;
)sql";

// A content's hash is a SHA-256 of 32 bytes. A content of an older catalog keeps its XXH3-128 of 16
// bytes, which is not an identity, until its files are read again. Removing a CHECK changes no
// stored data, so the tables need not be rewritten
// (https://www.sqlite.org/lang_altertable.html#otheralter).
//
//   contents.read_version  kReadVersion of the program that last read a file of this content
//   crashes                how often the program crashed at a picture (core/indexing/crash_guard.h)
//   embedding_checks       embeddingChecksum() of each embedding; a separate table, so that old
//                          embeddings need not be rewritten
constexpr const char* kVersion5 = R"sql(
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (length(hash) = 16)',
                                       'CHECK (length(hash) IN (16, 32))')
    WHERE type = 'table' AND name IN ('contents', 'decision_contents');
PRAGMA writable_schema = RESET;

ALTER TABLE contents ADD COLUMN read_version INTEGER NOT NULL DEFAULT 0;
CREATE INDEX contents_to_read ON contents (read_version) WHERE present > 0;
CREATE INDEX decision_contents_by_hash ON decision_contents (hash);

CREATE TABLE crashes (work BLOB PRIMARY KEY, times INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE embedding_checks (
    embedding_id INTEGER PRIMARY KEY REFERENCES embeddings (id) ON DELETE CASCADE,
    checksum INTEGER NOT NULL
) STRICT;
INSERT INTO embedding_checks (embedding_id, checksum)
    SELECT e.id, embedding_checksum(c.hash, s.identity, e.vector) FROM embeddings e
    JOIN contents c ON c.id = e.content_id JOIN spaces s ON s.id = e.space_id ORDER BY e.id;
)sql";

// Metadata that files carry; keywords and faces have one per line.
constexpr const char* kVersion6 = R"sql(
ALTER TABLE contents ADD COLUMN keywords TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN caption TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN faces TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN place_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contents ADD COLUMN video_bytes INTEGER NOT NULL DEFAULT 0;
)sql";

// What the user marked in a review of duplicates that has not ended, by content and not by file, so
// that it survives moves, rescans and other models. `path` tells files with the same bytes apart. A
// content that is deleted takes its marks along.
constexpr const char* kVersion7 = R"sql(
CREATE TABLE review_marks (
    path BLOB NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) IN (16, 32)),
    goes INTEGER NOT NULL CHECK (goes IN (0, 1)),
    keeper INTEGER NOT NULL CHECK (keeper IN (0, 1)),
    by_hand INTEGER NOT NULL CHECK (by_hand IN (0, 1)),
    marked_at INTEGER NOT NULL,
    PRIMARY KEY (path, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_marks_by_hash ON review_marks (hash);
CREATE TRIGGER contents_deleted AFTER DELETE ON contents BEGIN
    DELETE FROM review_marks WHERE hash = old.hash;
END;
)sql";

// Seconds since 1970 when a file's stamp was taken. NULL in rows of older versions, whose stamps
// were taken no later than the folder's scanned_at. Contents that lost their last file stay until
// all folders have been scanned, because the file may only have moved.
constexpr const char* kVersion8 = R"sql(
ALTER TABLE files ADD COLUMN scanned_at INTEGER;
CREATE INDEX contents_absent ON contents (id) WHERE present = 0;
)sql";

// What the user leaves out of a folder: patterns of core/files/exclusions.h.
constexpr const char* kVersion9 = R"sql(
CREATE TABLE exclusions (
    folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
    pattern BLOB NOT NULL,
    PRIMARY KEY (folder_id, pattern)
) STRICT, WITHOUT ROWID;
)sql";

// Concepts: the query that the user kept under a name, and the photos marked for it, by content
// hash, so that neither moves nor deleted photos nor other models break them. A term has words, or
// the hash of a picture. concept_vectors has the embeddings of their pictures that the table
// embeddings lacks; a photo that is deleted leaves its own there.
constexpr const char* kVersion10 = R"sql(
CREATE TABLE concepts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    strictness REAL NOT NULL CHECK (strictness BETWEEN 0 AND 1),
    created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE concept_terms (
    concept_id INTEGER NOT NULL REFERENCES concepts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) IN (0, 16, 32)),
    region BLOB NOT NULL CHECK (length(region) IN (0, 32)),
    path BLOB NOT NULL,
    weight REAL NOT NULL,
    PRIMARY KEY (concept_id, position),
    CHECK ((words = '') <> (length(hash) = 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX concept_terms_by_hash ON concept_terms (hash);
CREATE TABLE concept_marks (
    concept_id INTEGER NOT NULL REFERENCES concepts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) IN (16, 32)),
    path BLOB NOT NULL,
    more INTEGER NOT NULL CHECK (more IN (0, 1)),
    PRIMARY KEY (concept_id, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX concept_marks_by_hash ON concept_marks (hash);
CREATE TABLE concept_vectors (
    hash BLOB NOT NULL CHECK (length(hash) IN (16, 32)),
    region BLOB NOT NULL CHECK (length(region) IN (0, 32)),
    space TEXT NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (hash, region, space)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER contents_of_concepts BEFORE DELETE ON contents
    WHEN EXISTS (SELECT 1 FROM concept_marks WHERE hash = old.hash)
        OR EXISTS (SELECT 1 FROM concept_terms WHERE hash = old.hash)
BEGIN
    INSERT OR REPLACE INTO concept_vectors (hash, region, space, vector)
        SELECT old.hash, x'', s.identity, e.vector
        FROM embeddings e JOIN spaces s ON s.id = e.space_id WHERE e.content_id = old.id;
END;
)sql";

// Keywords of photos, as filters ask for them; contents.keywords keeps what the file says.
// `sidecar` tells those of an XMP file beside a photo from those in it.
constexpr const char* kVersion11 = R"sql(
CREATE TABLE keywords (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    word TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE content_keywords (
    keyword_id INTEGER NOT NULL REFERENCES keywords (id) ON DELETE CASCADE,
    content_id INTEGER NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    sidecar INTEGER NOT NULL CHECK (sidecar IN (0, 1)),
    PRIMARY KEY (keyword_id, content_id, sidecar)
) STRICT, WITHOUT ROWID;
CREATE INDEX content_keywords_by_content ON content_keywords (content_id, sidecar);

CREATE TEMP TABLE split AS
    WITH RECURSIVE lines (content_id, word, rest) AS (
        SELECT id, '', keywords || char(10) FROM main.contents WHERE keywords <> ''
        UNION ALL
        SELECT content_id, substr(rest, 1, instr(rest, char(10)) - 1),
               substr(rest, instr(rest, char(10)) + 1) FROM lines WHERE rest <> ''
    ) SELECT content_id, word FROM lines WHERE word <> '';
INSERT OR IGNORE INTO keywords (word) SELECT word FROM temp.split;
INSERT OR IGNORE INTO content_keywords (keyword_id, content_id, sidecar)
    SELECT k.id, s.content_id, 0 FROM temp.split s JOIN keywords k ON k.word = s.word;
DROP TABLE temp.split;
)sql";

// Keywords of XMP files, with the size and time that each had when it was read. The index lists the
// files that may be one.
constexpr const char* kVersion12 = R"sql(
CREATE TABLE sidecars (
    file_id INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    keywords TEXT NOT NULL
) STRICT;
CREATE INDEX files_xmp ON files (folder_id, path)
    WHERE lower(CAST(substr(path, -4) AS TEXT)) = '.xmp';
)sql";

// The journal of sidecars that were written: what each held before (NULL: there was none), and the
// SHA-256 of what was written.
constexpr const char* kVersion13 = R"sql(
CREATE TABLE written_sidecars (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch INTEGER NOT NULL,
    path BLOB NOT NULL,
    former BLOB,
    hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX written_sidecars_by_batch ON written_sidecars (batch);
)sql";

constexpr std::array<Migration, 13> kMigrations{{{1, kVersion1},
                                                 {2, kVersion2},
                                                 {3, kVersion3},
                                                 {4, kVersion4},
                                                 {5, kVersion5},
                                                 {6, kVersion6},
                                                 {7, kVersion7},
                                                 {8, kVersion8},
                                                 {9, kVersion9},
                                                 {10, kVersion10},
                                                 {11, kVersion11},
                                                 {12, kVersion12},
                                                 {13, kVersion13}}};

/// Allows a migration to change the text of a table's definition, which connections otherwise
/// forbid.
class SchemaUnlocked {
public:
    explicit SchemaUnlocked(SQLite::Database& database)
        : m_database(database.getHandle())
    {
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DEFENSIVE, -1, &m_before);
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    }
    SchemaUnlocked(const SchemaUnlocked&) = delete;
    SchemaUnlocked& operator=(const SchemaUnlocked&) = delete;
    ~SchemaUnlocked()
    {
        sqlite3_exec(m_database, "PRAGMA writable_schema = RESET", nullptr, nullptr, nullptr);
        sqlite3_db_config(m_database, SQLITE_DBCONFIG_DEFENSIVE, m_before, nullptr);
    }

private:
    sqlite3* m_database;
    int m_before = 0;
};

} // namespace

std::span<const Migration> migrations()
{
    return kMigrations;
}

int schemaVersion(SQLite::Database& database)
{
    return database.execAndGet("PRAGMA user_version").getInt();
}

void migrate(SQLite::Database& database, std::span<const Migration> steps)
{
    const int from = schemaVersion(database);
    // A migration may rebuild a table, and dropping the old one must not cascade
    // (https://www.sqlite.org/lang_altertable.html#otheralter). No effect inside a transaction.
    database.exec("PRAGMA foreign_keys = OFF");
    registerEmbeddingChecksum(database);
    const SchemaUnlocked unlocked(database);
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    for (const Migration& step : steps) {
        if (step.version <= from)
            continue;
        database.exec(step.sql);
        database.exec("PRAGMA user_version = " + std::to_string(step.version));
    }
    if (SQLite::Statement check(database, "PRAGMA foreign_key_check"); check.executeStep())
        throw SQLite::Exception(Message("rows refer to rows that are missing"_msg).encoded(),
                                SQLITE_CORRUPT);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    transaction.commit();
    database.exec("PRAGMA foreign_keys = ON");
}

} // namespace lookalike
