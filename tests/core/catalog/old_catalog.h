// SPDX-License-Identifier: GPL-3.0-or-later
// A catalog as a program of schema 3 left it: photos are known by XXH3-128.
#pragma once

#include "core/catalog/catalog_connection.h"
#include "core/catalog/schema.h"
#include "core/files/content_hash.h"
#include "core/files/file_reader.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdio>
#include <filesystem>
#include <span>
#include <string>

namespace lookalike::testing {

/// Fills the file with SQL; close() before a catalog opens it.
class OldCatalog {
public:
    explicit OldCatalog(const std::filesystem::path& file, std::size_t version = 3)
    {
        std::filesystem::create_directories(file.parent_path());
        m_database = openConnection(file, Access::Write);
        migrate(*m_database, migrations().first(version));
    }
    void exec(const std::string& sql) { m_database->exec(sql); }
    void close() { m_database.reset(); }

    static std::string blob(std::span<const std::uint8_t> bytes)
    {
        std::string text = "x'";
        for (const std::uint8_t byte : bytes) {
            char digits[3];
            std::snprintf(digits, sizeof digits, "%02x", byte);
            text += digits;
        }
        return text + "'";
    }
    static std::string blob(const std::string& bytes)
    {
        return blob({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    }

    void addFolder(const std::filesystem::path& path, std::uint64_t device)
    {
        exec("INSERT INTO folders (path, device, scanned_at) VALUES (" + blob(path.string()) +
             ", " + std::to_string(static_cast<std::int64_t>(device)) + ", 4000000000)");
    }
    /// The current one, number 1; vectors of 4 dimensions.
    void addSpace(const std::string& identity)
    {
        exec("INSERT INTO spaces (identity, model, dim, current, revision, to_embed) VALUES ('" +
             identity + "', 'colours', 4, 1, 1, 0)");
    }
    /// With an embedding along the first axis.
    void addContent(int id, const ContentHash& hash, int format = 5)
    {
        const std::string number = std::to_string(id);
        exec("INSERT INTO contents (id, hash, bytes, width, height, format, camera, lens,"
             " orientation, perceptual_hash) VALUES (" +
             number + ", " + blob(hash.digest()) + ", 1, 8, 8, " + std::to_string(format) +
             ", '', '', 1, 1);"
             "INSERT INTO embeddings (content_id, space_id, vector) VALUES (" +
             number + ", 1, x'003c000000000000')");
    }
    void addFile(const std::string& below, const FileStamp& stamp, int state, int content)
    {
        const auto signedNumber = [](std::uint64_t value) {
            return std::to_string(static_cast<std::int64_t>(value));
        };
        exec("INSERT INTO files (folder_id, path, device, inode, size, modified_ns, changed_ns,"
             " state, content_id) VALUES (1, " +
             blob(below) + ", " + signedNumber(stamp.identity.device) + ", " +
             signedNumber(stamp.identity.file) + ", " + signedNumber(stamp.size) + ", " +
             std::to_string(stamp.modifiedNs) + ", " + std::to_string(stamp.changedNs) + ", " +
             std::to_string(state) + ", " + std::to_string(content) + ")");
    }
    void addDecision(const ContentHash& first, const ContentHash& second)
    {
        exec("INSERT INTO decisions (kind, decided_at) VALUES (0, 1)");
        for (const ContentHash& hash : {first, second})
            exec("INSERT INTO decision_contents (decision_id, hash, files, path)"
                 " VALUES ((SELECT max(id) FROM decisions), " +
                 blob(hash.digest()) + ", 2, x'2f70')");
    }

private:
    std::unique_ptr<SQLite::Database> m_database;
};

} // namespace lookalike::testing
