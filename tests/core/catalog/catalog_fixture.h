// SPDX-License-Identifier: GPL-3.0-or-later
// A catalog in a temporary folder, and rows to fill it with.
#pragma once

#include "core/catalog/catalog.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>
#include <memory>
#include <string>

namespace lookalike::testing {

constexpr int kDim = 4;

class CatalogFixture {
public:
    CatalogFixture()
    {
        folder = std::filesystem::canonical(m_dir.path().toStdString());
        file = folder / "data" / "catalog.db";
        photos = folder / "photos";
        std::filesystem::create_directory(photos);
    }
    ~CatalogFixture()
    {
        catalog.reset();
        std::error_code error;
        std::filesystem::remove_all(folder, error);
    }

    /// Opens (again). Check with VERIFY_RESULT.
    Result<> open()
    {
        catalog.reset();
        auto opened = Catalog::open(file);
        if (!opened)
            return fail(opened);
        catalog = std::move(*opened);
        return {};
    }

    /// Runs one write and returns what it produced; throws what would be a defect of the test.
    template <class Make>
    auto make(const Make& produce)
    {
        using Value = typename std::invoke_result_t<Make, CatalogWriter&>::value_type;
        Value value{};
        const auto written = catalog->write([&](CatalogWriter& writer) -> Result<> {
            auto made = produce(writer);
            if (!made)
                return fail(made);
            value = std::move(*made);
            return {};
        });
        if (!written)
            throw std::runtime_error(written.error().text());
        return value;
    }
    template <class Do>
    Result<> change(const Do& body)
    {
        return catalog->write([&](CatalogWriter& writer) { return body(writer); });
    }

    FolderId addFolder(const std::filesystem::path& path)
    {
        std::filesystem::create_directories(path);
        return make([&](CatalogWriter& writer) { return writer.addFolder(path, 1); });
    }
    SpaceId addSpace(const std::string& identity, bool current = true)
    {
        return make([&](CatalogWriter& writer) {
            return writer.putSpace({identity, "model " + identity, kDim}, current);
        });
    }
    FileId addFile(FolderId root, const std::filesystem::path& path,
                   FileState state = FileState::Pending, ContentId content = {})
    {
        FileRow row;
        row.folder = root;
        row.path = path;
        row.stamp = stampOf(path.native().size());
        row.state = state;
        row.content = content;
        return make([&](CatalogWriter& writer) { return writer.putFile(row); });
    }
    ContentId addContent(int number)
    {
        return make([&](CatalogWriter& writer) { return writer.putContent(contentOf(number)); });
    }
    Result<> addEmbedding(SpaceId space, ContentId content, std::uint16_t value = 0x3C00)
    {
        return change([&](CatalogWriter& writer) {
            return writer.putEmbedding(space, {content, {value, 0, 0, 0}});
        });
    }
    std::unique_ptr<CatalogReader> reader() { return std::move(*catalog->reader()); }

    static FileStamp stampOf(std::uint64_t number)
    {
        const auto signedNumber = static_cast<std::int64_t>(number);
        return {{1, number}, number * 100, signedNumber * 1'000'000'000 + 7, signedNumber};
    }
    static ContentRow contentOf(int number)
    {
        ContentRow row;
        for (std::size_t i = 0; i < 4; ++i)
            row.hash.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
        row.bytes = 1000;
        row.width = 40;
        row.height = 30;
        row.format = ImageFormat::Jpeg;
        return row;
    }

private:
    QTemporaryDir m_dir;

public:
    std::filesystem::path folder;
    std::filesystem::path file;
    std::filesystem::path photos;
    std::unique_ptr<Catalog> catalog;
};

inline std::string bytesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace lookalike::testing

/// The catalog is sound, kept counts included.
#define VERIFY_SOUND(catalog)                                                                      \
    do {                                                                                           \
        const auto soundLines = (catalog).integrity();                                             \
        VERIFY_RESULT(soundLines);                                                                 \
        QVERIFY2(soundLines->empty(), soundLines->empty() ? "" : soundLines->front().c_str());     \
    } while (false)
