// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash_tree.h"

#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, photos are lost, moved without a copy that stays, or do not come back.
class TestTrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aVictimGoesAndComesBackAsItWas();
    void theLastCopyStays();
    void aLinkTakesThePlaceAndGoesAgain();

private:
    std::unique_ptr<TrashTree> m_tree;
    std::unique_ptr<Trash> m_trash;
    void reopen();
};

void TestTrash::init()
{
    m_trash.reset();
    m_tree = std::make_unique<TrashTree>();
    reopen();
}

void TestTrash::reopen()
{
    m_trash.reset();
    auto trash = Trash::open(m_tree->journal());
    VERIFY_RESULT(trash);
    m_trash = std::move(*trash);
}

void TestTrash::aVictimGoesAndComesBackAsItWas()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("sub/go.jpg", "same");
    fs::permissions(go, fs::perms(0640));
    fs::last_write_time(go, fs::last_write_time(go) - std::chrono::hours(1000));
    const FileStamp before = *statFile(go);
    const std::vector tasks{keepFirst({keep, go})};
    const TrashOutcome preview = m_trash->check(tasks, {}, CheckDepth::Contents);
    QCOMPARE(preview.moved, std::uint64_t{1});
    QCOMPARE(countEntries(m_tree->data()), std::size_t{0});
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QVERIFY2(!outcome.files[0].error,
             outcome.files[0].error ? outcome.files[0].error->text().c_str() : "");
    QCOMPARE(outcome.moved, std::uint64_t{1});
    QVERIFY(!fs::exists(go));
    QCOMPARE(readText(m_tree->trashed() / "go.jpg"), std::string("same"));
    QVERIFY(readText(m_tree->infos() / "go.jpg.trashinfo")
                .starts_with("[Trash Info]\nPath=" + go.native() + "\nDeletionDate="));
    fs::remove(go.parent_path());
    reopen();
    QCOMPARE(m_trash->lastBatch(), std::optional(outcome.batch));
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY2(!back->files[0].error,
             back->files[0].error ? back->files[0].error->text().c_str() : "");
    const FileStamp after = *statFile(go);
    QVERIFY(after.identity == before.identity && after.modifiedNs == before.modifiedNs);
    QCOMPARE(readText(go), std::string("same"));
    QVERIFY(fs::status(go).permissions() == fs::perms(0640));
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
    QVERIFY(!m_trash->lastBatch());
    QVERIFY(m_trash->history().front().undone());
}

void TestTrash::theLastCopyStays()
{
    const fs::path a = m_tree->write("a.jpg", "same");
    const fs::path b = m_tree->write("b.jpg", "same");
    const std::vector tasks{keepFirst({a, b}), keepFirst({b, a})};
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{0});
    QVERIFY(fs::exists(a) && fs::exists(b));
}

void TestTrash::aLinkTakesThePlaceAndGoesAgain()
{
    const fs::path a = m_tree->write("a.jpg", "same");
    const fs::path b = m_tree->write("b.jpg", "same");
    const FileStamp before = *statFile(b);
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({a, b}, true)}, {});
    QVERIFY2(!outcome.files[0].error,
             outcome.files[0].error ? outcome.files[0].error->text().c_str() : "");
    QVERIFY(outcome.files[0].linked);
    QVERIFY(statFile(a)->identity == statFile(b)->identity);
    reopen();
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY2(!back->files[0].error,
             back->files[0].error ? back->files[0].error->text().c_str() : "");
    QVERIFY(statFile(b)->identity == before.identity);
    QVERIFY(statFile(a)->identity != before.identity);
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestTrash)
#include "tst_trash.moc"
