// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/float16.h"
#include "core/catalog/catalog.h"
#include "core/library/score_background.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <cmath>
#include <random>

using namespace lookalike;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLarge = 6000;

/// An index of which nothing but the size counts.
class SizedIndex final : public EmbeddingIndex {
public:
    explicit SizedIndex(std::size_t size)
        : m_size(size)
    {}
    std::size_t size() const noexcept override { return m_size; }
    int dim() const noexcept override { return 2; }
    std::size_t residentBytes() const noexcept override { return 0; }
    Result<std::vector<Neighbor>> search(std::span<const float>,
                                         const NeighborQuery&) const override
    {
        return std::vector<Neighbor>();
    }

private:
    std::size_t m_size;
};

} // namespace

// If one of these fails, scores of words and pictures are weighed by photos that are not the
// library's, or each search reads them again.
class tst_ScoreBackground : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSmallLibraryIsItsOwnBackground();
    void aLargeOneKeepsItsSampleForAWhile();
    void theCentreIsTheMeanOfThePhotos();

private:
    /// Adds photos with unit vectors at this angle and a little around it.
    void add(std::size_t count, double angle);
    [[nodiscard]] ScoreStatistics of(ScoreBackground& background, std::size_t size) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Catalog> m_catalog;
    SpaceId m_space;
    FolderId m_root;
    fs::path m_photoFolder;
    std::size_t m_photos = 0;
};

void tst_ScoreBackground::init()
{
    m_catalog.reset();
    m_photos = 0;
    m_folder = std::make_unique<QTemporaryDir>();
    const fs::path folder = fs::canonical(m_folder->path().toStdString());
    m_photoFolder = folder / "photos";
    fs::create_directory(m_photoFolder);
    auto catalog = Catalog::open(folder / "catalog.db");
    VERIFY_RESULT(catalog);
    m_catalog = std::move(*catalog);
    VERIFY_RESULT(m_catalog->write([this](CatalogWriter& writer) -> Result<> {
        const auto space = writer.putSpace({"space-0123456789", "space", 2}, true);
        if (!space)
            return fail(space);
        m_space = *space;
        const auto root = writer.addFolder(m_photoFolder, 1);
        if (!root)
            return fail(root);
        m_root = *root;
        return {};
    }));
}

void tst_ScoreBackground::add(std::size_t count, double angle)
{
    VERIFY_RESULT(m_catalog->write([&](CatalogWriter& writer) -> Result<> {
        for (std::size_t i = 0; i < count; ++i) {
            ContentRow row;
            for (std::size_t byte = 0; byte < sizeof m_photos; ++byte)
                row.hash.bytes[byte] = static_cast<std::uint8_t>(m_photos >> (8 * byte));
            ++m_photos;
            row.bytes = m_photos;
            row.width = row.height = 1;
            row.format = ImageFormat::Jpeg;
            const auto content = writer.putContent(row);
            if (!content)
                return fail(content);
            const double turned = angle + 0.01 * static_cast<double>(i % 10);
            const EmbeddingRow embedding{*content,
                                         {toFloat16(static_cast<float>(std::cos(turned))),
                                          toFloat16(static_cast<float>(std::sin(turned)))}};
            if (auto put = writer.putEmbedding(m_space, embedding); !put)
                return put;
            FileRow file;
            file.folder = m_root;
            file.path = m_photoFolder / (std::to_string(m_photos) + ".jpg");
            file.stamp = {{1, m_photos}, row.bytes, 0, 0};
            file.state = FileState::Indexed;
            file.content = *content;
            if (auto put = writer.putFile(file); !put)
                return fail(put);
        }
        return {};
    }));
}

ScoreStatistics tst_ScoreBackground::of(ScoreBackground& background, std::size_t size) const
{
    const auto reader = m_catalog->reader();
    const std::vector<float> query{1, 0};
    return background.of(query, std::make_shared<const SizedIndex>(size), **reader, m_space, {})
        .value_or(ScoreStatistics{-2, 1});
}

void tst_ScoreBackground::aSmallLibraryIsItsOwnBackground()
{
    ScoreBackground background;
    QCOMPARE(of(background, 0).spread, 1.0);
    add(10, 0);
    const double mean = of(background, 10).mean;
    QVERIFY(mean > 0.99 && mean < 1);
    add(10, std::acos(0.0));
    QVERIFY(std::abs(of(background, 20).mean - mean / 2) < 0.05);
}

void tst_ScoreBackground::aLargeOneKeepsItsSampleForAWhile()
{
    ScoreBackground background;
    add(kLarge, 0);
    const double mean = of(background, kLarge).mean;
    QVERIFY(mean > 0.99 && mean < 1);
    add(kLarge, std::acos(0.0));
    QCOMPARE(of(background, kLarge + kLarge / 50).mean, mean);
    QVERIFY(std::abs(of(background, 2 * kLarge).mean - mean / 2) < 0.05);
}

void tst_ScoreBackground::theCentreIsTheMeanOfThePhotos()
{
    const auto reader = m_catalog->reader();
    const auto centre = [&](ScoreBackground& background, SpaceId space, std::size_t size) {
        return background.centre(std::make_shared<const SizedIndex>(size), **reader, space, {})
            .value_or(std::vector<float>{2, 2});
    };
    ScoreBackground background;
    QVERIFY(centre(background, SpaceId(), 0).empty());
    QVERIFY(centre(background, m_space, 0).empty());
    add(10, 0);
    add(10, std::acos(0.0));
    // Two fans of .09 rad on both axes.
    const std::vector<float> mean = centre(background, m_space, 20);
    QCOMPARE(mean.size(), std::size_t{2});
    QVERIFY(std::abs(mean[0] - 0.477F) < 0.005F);
    QVERIFY(std::abs(mean[1] - 0.522F) < 0.005F);
}

QTEST_GUILESS_MAIN(tst_ScoreBackground)
#include "tst_score_background.moc"
