// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_block.h"
#include "core/fit/label_ridge.h"
#include "tests/core/fit/labelled_clouds.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>
#include <sstream>

using namespace lookalike;
namespace fs = std::filesystem;

/// A failure means that a fit is lost, or that searches use a damaged one or one of another model.
class TestFitBlock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_dir->path().toStdString()) / "a.fit";
        LabelledClouds clouds(16);
        LabelledRows rows;
        for (std::size_t i = 0; i < 20; ++i)
            rows.add(clouds.photo(i % 2), {i % 2 == 0 ? "with\nline \"break\"" : "ü"});
        TaskPool pool(1);
        m_block = {fitToLabels(rows, pool, {}), "folders", 1'700'000'000};
        VERIFY_RESULT(writeFit(m_block, m_space, m_file));
    }
    void comesBackAsItWas()
    {
        const auto read = readFit(m_space, m_file);
        VERIFY_RESULT(read);
        QCOMPARE(read->source, m_block.source);
        QCOMPARE(read->madeAt, m_block.madeAt);
        QCOMPARE(read->fit.names, m_block.fit.names);
        QCOMPARE(read->fit.centre, m_block.fit.centre);
        QCOMPARE(read->fit.directions, m_block.fit.directions);
        QCOMPARE(read->fit.means, m_block.fit.means);
        QCOMPARE(read->fit.shares, m_block.fit.shares);
        QCOMPARE(read->fit.ownScore, m_block.fit.ownScore);
        QCOMPARE(read->fit.ownCosine, m_block.fit.ownCosine);
        QCOMPARE(read->fit.ownSpread, m_block.fit.ownSpread);
        QCOMPARE(read->fit.strength, m_block.fit.strength);
    }
    void foreignOnesAreRefused()
    {
        VERIFY_ERROR(readFit({"other", "other", 16}, m_file), ErrorCode::Conflict);
        VERIFY_ERROR(readFit({m_space.id, "a", 17}, m_file), ErrorCode::Broken);
        VERIFY_ERROR(readFit(m_space, m_file.parent_path() / "none.fit"), ErrorCode::NotFound);
    }
    void laterVersionsAreRefused()
    {
        std::string bytes = content();
        const auto at = bytes.find("\"version\":\"1\"");
        QVERIFY(at != std::string::npos);
        bytes[at + 11] = '2';
        write(bytes);
        VERIFY_ERROR(readFit(m_space, m_file), ErrorCode::Unsupported);
    }
    void anyDamageIsSeen()
    {
        const std::string bytes = content();
        for (std::size_t at = 0; at < bytes.size(); at += 5) {
            std::string damaged = bytes;
            damaged[at] = static_cast<char>(damaged[at] ^ 1);
            write(damaged);
            QVERIFY2(!readFit(m_space, m_file), qPrintable(QString::number(at)));
        }
        for (const std::size_t length : {std::size_t{0}, std::size_t{7}, bytes.size() - 1}) {
            write(bytes.substr(0, length));
            VERIFY_ERROR(readFit(m_space, m_file), ErrorCode::Broken);
        }
    }

private:
    [[nodiscard]] std::string content() const
    {
        std::ostringstream bytes;
        bytes << std::ifstream(m_file, std::ios::binary).rdbuf();
        return bytes.str();
    }
    void write(const std::string& bytes) const
    {
        std::ofstream(m_file, std::ios::binary | std::ios::trunc) << bytes;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_file;
    FitBlock m_block;
    const EmbeddingSpace m_space{"a-0123456789abcdef", "a", 16};
};

QTEST_GUILESS_MAIN(TestFitBlock)
#include "tst_fit_block.moc"
