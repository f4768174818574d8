// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/library_tree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

std::string readAll(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The rules of RFC 4180, read by another code than the one that writes.
std::vector<std::vector<std::string>> parseCsv(const std::string& text)
{
    std::vector<std::vector<std::string>> rows{{""}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            rows.back().back() += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == ',')
            rows.back().emplace_back();
        else if (!quoted && c == '\r' && text[i + 1] == '\n')
            rows.push_back({""}), ++i;
        else
            rows.back().back() += c;
    }
    rows.pop_back(); // behind the last line
    return rows;
}

} // namespace

// If this fails, a spreadsheet or a script reads something else than what the library knows.
class TestPhotoListFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void csvIsReadBack();
    void jsonIsReadBack();
    void aPathThatIsNotUtf8();
    void photosAreNeverReplaced();
    void aStopLeavesTheOldFile();
    void photosThatAreGoneAreLeftOut();

private:
    std::unique_ptr<LibraryTree> m_tree;
    fs::path m_file;
};

void TestPhotoListFile::init()
{
    m_tree = std::make_unique<LibraryTree>(fastPlace());
    m_file = m_tree->folder / "list";
    m_tree->paint("red, \"the first\".png", 250, 10, 10);
    m_tree->paint("line\nbreak.png", 10, 10, 250);
    m_tree->paint("gr\xC3\xBCn.png", 10, 250, 10);
    VERIFY_RESULT(m_tree->open());
    VERIFY_RESULT(m_tree->library->addFolder(m_tree->photos));
    VERIFY_RESULT(m_tree->index());
}

void TestPhotoListFile::cleanup()
{
    std::error_code error;
    fs::remove_all(m_tree->photos, error); // also names that are not UTF-8
    m_tree.reset();
}

void TestPhotoListFile::csvIsReadBack()
{
    const auto count = m_tree->library->writeList(ListFormat::Csv, m_file, {});
    VERIFY_RESULT(count);
    QCOMPARE(*count, std::uint64_t{3});
    const auto rows = parseCsv(readAll(m_file));
    QCOMPARE(rows.size(), std::size_t{4});
    const std::vector<std::string> heading{"path",   "path_hex", "sha256", "bytes",  "width",
                                           "height", "format",   "taken",  "camera", "score"};
    QVERIFY(rows[0] == heading);
    std::set<std::string> names;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        QCOMPARE(rows[i].size(), heading.size());
        const fs::path path(rows[i][0]);
        names.insert(path.filename().string());
        QCOMPARE(rows[i][3], std::to_string(fs::file_size(path)));
        QCOMPARE(rows[i][2].size(), std::size_t{64});
    }
    QVERIFY(names.contains("red, \"the first\".png") && names.contains("line\nbreak.png"));
}

void TestPhotoListFile::jsonIsReadBack()
{
    SearchRequest request;
    request.terms = {{m_tree->photos / "gr\xC3\xBCn.png", 1, {}}};
    const auto found = m_tree->library->search(request, {});
    VERIFY_RESULT(found);
    std::vector<ListedPhoto> photos;
    for (const SearchHit& hit : found->hits)
        photos.push_back({hit.file, hit.score});
    VERIFY_RESULT(m_tree->library->writeList(photos, ListFormat::Json, m_file, {}));
    QJsonParseError error;
    const auto list =
        QJsonDocument::fromJson(QByteArray::fromStdString(readAll(m_file)), &error).array();
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(list.size(), 3);
    const QJsonObject first = list.at(0).toObject(); // in the order that was asked for
    QCOMPARE(first["path"].toString().toStdString(), (m_tree->photos / "gr\xC3\xBCn.png").string());
    QCOMPARE(first["score"].toDouble(), 1.0);
    QVERIFY(first["taken"].isNull() && first["path_hex"].isNull());
    QVERIFY(first["width"].toInt() > 0);
    // None at all is a list, too.
    VERIFY_RESULT(m_tree->library->writeList({}, ListFormat::Json, m_file, {}));
    QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(readAll(m_file))).isArray());
}

void TestPhotoListFile::aPathThatIsNotUtf8()
{
#ifdef __linux__
    fs::rename(m_tree->photos / "gr\xC3\xBCn.png", m_tree->photos / "gr\xFCn.png");
    VERIFY_RESULT(m_tree->index());
    VERIFY_RESULT(m_tree->library->writeList(ListFormat::Csv, m_file, {}));
    bool found = false;
    for (const auto& row : parseCsv(readAll(m_file)))
        if (!row[1].empty() && row[1] != "path_hex") {
            const QByteArray bytes = QByteArray::fromHex(QByteArray::fromStdString(row[1]));
            QCOMPARE(bytes.toStdString(), (m_tree->photos / "gr\xFCn.png").string());
            found = true;
        }
    QVERIFY(found);
#else
    QSKIP("All names are Unicode here");
#endif
}

void TestPhotoListFile::photosAreNeverReplaced()
{
    const fs::path photo = m_tree->photos / "gr\xC3\xBCn.png";
    const std::string before = readAll(photo);
    VERIFY_ERROR(m_tree->library->writeList(ListFormat::Csv, photo, {}), ErrorCode::Conflict);
    VERIFY_ERROR(m_tree->library->writeList(ListFormat::Csv, m_tree->catalog, {}),
                 ErrorCode::PermissionDenied);
    QCOMPARE(readAll(photo), before);
    VERIFY_RESULT(m_tree->library->status());
}

void TestPhotoListFile::aStopLeavesTheOldFile()
{
    std::ofstream(m_file) << "old";
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(m_tree->library->writeList(ListFormat::Csv, m_file, stop.get_token()),
                 ErrorCode::Cancelled);
    QCOMPARE(readAll(m_file), std::string("old"));
}

void TestPhotoListFile::photosThatAreGoneAreLeftOut()
{
    const auto count = m_tree->library->writeList(std::vector<ListedPhoto>{{FileId(99'999)}},
                                                  ListFormat::Csv, m_file, {});
    VERIFY_RESULT(count);
    QCOMPARE(*count, std::uint64_t{0});
    QCOMPARE(parseCsv(readAll(m_file)).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestPhotoListFile)
#include "tst_photo_list_file.moc"
