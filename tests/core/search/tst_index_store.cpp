// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/search/memory_source.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;

// If this fails, a damaged or outdated sidecar answers searches in place of the catalog.
class TestIndexStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void appendsAndReopens();
    void noticesRemovedAndReplaced();
    void compactsWhenAQuarterIsGone();
    void truncatedAnywhereIsRebuilt();
    void flippedBitsAreRebuilt();
    void anInterruptedAppendLeavesTheOlderState();
    void anotherSpaceOrCatalogIsRebuilt();
    void worksWithoutADisk();
    void refusesInvalidEmbeddings();

private:
    static constexpr int kDim = 64;
    static constexpr std::size_t kRows = 9000; // one full chunk and a tail
    std::unique_ptr<QTemporaryDir> m_folder;
    std::filesystem::path m_file;
    SyntheticEmbeddings m_set{20000, kDim};
    const EmbeddingSpace m_space{"space", "m", kDim};
    MemorySource m_source;

    [[nodiscard]] std::unique_ptr<IndexStore> open()
    {
        auto store = IndexStore::open(m_file, m_space, m_source);
        return store ? std::move(*store) : nullptr;
    }
    [[nodiscard]] bool isRight(const IndexStore& store) const
    {
        const auto query = embedding(m_set, 42, true);
        const auto found = store.snapshot()->search(query, {});
        if (!found || store.snapshot()->size() != m_source.rows().size())
            return false;
        const auto exact = bruteForce(m_source, query, 60);
        return std::equal(
            found->begin(), found->end(), exact.begin(), exact.end(),
            [](const Neighbor& a, const Neighbor& b) { return a.content == b.content; });
    }
};

void TestIndexStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = std::filesystem::path(m_folder->path().toStdString()) / "sidecar";
    m_source = MemorySource();
    fill(m_source, m_set, 0, kRows);
}

void TestIndexStore::appendsAndReopens()
{
    auto store = open();
    QVERIFY(store != nullptr && isRight(*store));
    const auto before = store->snapshot();
    fill(m_source, m_set, kRows, 9000);
    VERIFY_RESULT(store->refresh(m_source));
    QVERIFY(isRight(*store));
    QCOMPARE(before->size(), kRows);
    VERIFY_RESULT(store->verify());
    store.reset();
    store = open();
    QVERIFY(store != nullptr && isRight(*store));
    VERIFY_RESULT(store->verify());
}

void TestIndexStore::noticesRemovedAndReplaced()
{
    auto store = open();
    m_source.remove(43);
    m_source.put(100, halves(embedding(m_set, 42, true)));
    fill(m_source, m_set, kRows, 5);
    VERIFY_RESULT(store->refresh(m_source));
    QVERIFY(isRight(*store));
    store.reset();
    store = open();
    QVERIFY(store != nullptr && isRight(*store));
}

void TestIndexStore::compactsWhenAQuarterIsGone()
{
    auto store = open();
    const std::size_t before = store->snapshot()->residentBytes();
    for (std::int64_t id = 1; id <= 4000; ++id)
        m_source.remove(id);
    VERIFY_RESULT(store->refresh(m_source));
    QVERIFY(isRight(*store));
    QVERIFY(store->snapshot()->residentBytes() < before * 2 / 3);
}

void TestIndexStore::truncatedAnywhereIsRebuilt()
{
    open().reset();
    const auto size = std::filesystem::file_size(m_file);
    for (std::uintmax_t part = 0; part < 16; ++part) {
        std::filesystem::resize_file(m_file, size * part / 16);
        const auto store = open();
        QVERIFY(store != nullptr && isRight(*store));
        QCOMPARE(std::filesystem::file_size(m_file), size);
    }
}

void TestIndexStore::flippedBitsAreRebuilt()
{
    open().reset();
    const auto size = std::filesystem::file_size(m_file);
    for (std::uintmax_t part = 0; part < 64; ++part) {
        {
            std::fstream file(m_file, std::ios::in | std::ios::out | std::ios::binary);
            const auto at = static_cast<std::streamoff>(part == 0 ? 3 : size * part / 64);
            file.seekg(at);
            const int byte = file.get();
            file.seekp(at);
            file.put(static_cast<char>(byte ^ 8));
        }
        auto store = open();
        QVERIFY(store != nullptr);
        // Rows of full chunks are checked when they are read, and made anew by the next refresh.
        const auto found = store->snapshot()->search(embedding(m_set, 42, true), {});
        if (!found) {
            VERIFY_ERROR(found, ErrorCode::Broken);
            VERIFY_RESULT(store->refresh(m_source));
        }
        QVERIFY(isRight(*store));
        store.reset();
        if (!open()->verify()) {
            VERIFY_RESULT(IndexStore::discard(m_file));
            open().reset();
        }
    }
}

// The file as a dying process leaves it: new bytes from the front up to some point, old ones after.
void TestIndexStore::anInterruptedAppendLeavesTheOlderState()
{
    const auto read = [this] {
        std::ifstream file(m_file, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    auto store = open();
    const std::string old = read();
    fill(m_source, m_set, kRows, 9000);
    VERIFY_RESULT(store->refresh(m_source));
    store.reset();
    const std::string grown = read();
    // Everything but the commits, which are written last.
    std::string interrupted = grown;
    interrupted.replace(4096, 8192, old.substr(4096, 8192));
    for (const std::size_t length : {old.size(), (old.size() + grown.size()) / 2, grown.size()}) {
        {
            std::ofstream file(m_file, std::ios::binary | std::ios::trunc);
            file << interrupted.substr(0, length);
        }
        store = open();
        QVERIFY(store != nullptr && isRight(*store));
        VERIFY_RESULT(store->verify());
        store.reset();
    }
}

void TestIndexStore::anotherSpaceOrCatalogIsRebuilt()
{
    open().reset();
    const auto other = IndexStore::open(m_file, {"other space", "m", kDim}, m_source);
    VERIFY_RESULT(other);
    QVERIFY(isRight(**other));
    m_source = MemorySource();
    for (std::size_t i = 0; i < kRows; ++i) {
        m_source.put(static_cast<std::int64_t>(i + 1), halves(embedding(m_set, kRows - i, false)));
    }
    const auto store = open();
    QVERIFY(store != nullptr && isRight(*store));
}

void TestIndexStore::worksWithoutADisk()
{
    const auto store = IndexStore::open("/dev/null/no/such/folder/sidecar", m_space, m_source);
    VERIFY_RESULT(store);
    QVERIFY(isRight(**store));
    // A second store of the same file leaves the writer alone.
    const auto first = open();
    const auto second = open();
    fill(m_source, m_set, kRows, 100);
    VERIFY_RESULT(second->refresh(m_source));
    QVERIFY(isRight(*second));
    VERIFY_RESULT(first->refresh(m_source));
    QVERIFY(isRight(*first));
}

void TestIndexStore::refusesInvalidEmbeddings()
{
    const auto store = open();
    m_source.put(100'000, std::vector<std::uint16_t>(kDim, 0x7E00)); // NaN
    m_source.put(100'001, std::vector<std::uint16_t>(kDim + 1));
    VERIFY_RESULT(store->refresh(m_source));
    QCOMPARE(store->snapshot()->size(), kRows);
    fill(m_source, m_set, 100'001, 10);
    VERIFY_RESULT(store->refresh(m_source));
    QCOMPARE(store->snapshot()->size(), kRows + 10);
}

QTEST_GUILESS_MAIN(TestIndexStore)
#include "tst_index_store.moc"
