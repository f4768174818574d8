// SPDX-License-Identifier: GPL-3.0-or-later
// Models whose JSON states other sizes than their weights have. If one of these fails, a downloaded
// folder of some kilobytes can take all of the computer's memory.
#include "core/encode/json_file.h"
#include "core/encode/model_directory.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

using namespace lookalike;
using lookalike::testing::sharedFolder;
namespace fs = std::filesystem;

namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMebibyte = 1 << 20;
constexpr std::uint64_t kMaxJsonBytes = 8U << 20;

/// A number of /proc/self/status, in bytes.
std::int64_t statusBytes(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == key + ":") {
            std::int64_t kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    return 0;
}

/// Bytes by which the process was larger at some time since then.
class PeakWatch {
public:
    PeakWatch()
    {
        std::ofstream("/proc/self/clear_refs") << 5; // the peak begins here
        m_before = statusBytes("VmRSS");
    }
    [[nodiscard]] std::int64_t growth() const { return statusBytes("VmHWM") - m_before; }

private:
    std::int64_t m_before = 0;
};

/// Where in a document a number stands, and in which lists; not below what no encoder reads.
void findNumbers(const Json& value, const Json::json_pointer& at,
                 std::vector<Json::json_pointer>& found)
{
    if (value.is_number())
        found.push_back(at);
    if (value.is_object())
        for (const auto& [key, item] : value.items())
            if (key != "text_config" && key != "label2id")
                findNumbers(item, at / key, found);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            findNumbers(value[i], at / i, found);
}

const std::vector<Json>& lies()
{
    static const std::vector<Json> all{0,
                                       -1,
                                       1,
                                       7,
                                       4096,
                                       16384,
                                       1'000'000,
                                       std::int64_t{1} << 31,
                                       std::int64_t{1} << 62,
                                       1e300,
                                       "x",
                                       Json::array({4096, 4096, 4096, 4096})};
    return all;
}

} // namespace

class TestLyingConfig : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noSizeIsBelieved_data();
    void noSizeIsBelieved();
    void anEmptyModelWithLargeLayersIsRefused();
};

void TestLyingConfig::noSizeIsBelieved_data()
{
    REQUIRE_SHARED("fixtures");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("file");
    for (const auto& entry : fs::directory_iterator(sharedFolder() / "fixtures"))
        if (fs::exists(entry.path() / "model.safetensors"))
            for (const char* file : {"config.json", "preprocessor_config.json"}) {
                const QString name = QString::fromStdString(entry.path().filename().string());
                QTest::addRow("%s of %s", file, qPrintable(name)) << name << QString(file);
            }
}

void TestLyingConfig::noSizeIsBelieved()
{
    QFETCH(QString, model);
    QFETCH(QString, file);
    const fs::path source = sharedFolder() / "fixtures" / model.toStdString();
    const QTemporaryDir scratch;
    const fs::path folder = fs::path(scratch.path().toStdString()) / "model";
    fs::copy(source, folder);
    const fs::path target = folder / file.toStdString();
    const auto truth = readJsonFile(target, kMaxJsonBytes);
    VERIFY_RESULT(truth);
    VERIFY_RESULT(loadEncoder(folder.string(), {})); // LibTorch itself takes memory
    std::vector<Json::json_pointer> places;
    findNumbers(*truth, Json::json_pointer(), places);
    QVERIFY(!places.empty());
    std::int64_t largest = 0;
    int refused = 0;
    int loaded = 0;
    for (const Json::json_pointer& place : places)
        for (const Json& lie : lies()) {
            Json document = *truth;
            document[place] = lie;
            fs::remove(target); // a fixture may be read-only
            std::ofstream(target) << document;
            const PeakWatch watch;
            const auto encoder = loadEncoder(folder.string(), {});
            const std::int64_t growth = watch.growth();
            const std::string what = place.to_string() + " = " + lie.dump() + ": " +
                                     (encoder ? "loaded" : encoder.error().text()) + ", " +
                                     std::to_string(growth) + " bytes";
            largest = std::max(largest, growth);
            QVERIFY2(growth <= 8 * kMebibyte, what.c_str());
            (encoder ? loaded : refused) += 1;
            QVERIFY2(encoder || !encoder.error().message.empty(), what.c_str());
            QVERIFY2(encoder || encoder.error().path.string().starts_with(folder.string()),
                     what.c_str());
        }
    qInfo("%d refused, %d loaded, at most %lld KiB more", refused, loaded,
          static_cast<long long>(largest / 1024));
    QVERIFY(refused > loaded / 4);
}

// The layers that the check of sizes looks at first may be right while others are missing.
void TestLyingConfig::anEmptyModelWithLargeLayersIsRefused()
{
    REQUIRE_SHARED("fixtures");
    const QTemporaryDir scratch;
    const fs::path folder = fs::path(scratch.path().toStdString()) / "model";
    fs::copy(sharedFolder() / "fixtures" / "vit-a", folder);
    auto config = readJsonFile(folder / "config.json", kMaxJsonBytes);
    VERIFY_RESULT(config);
    for (const auto& [key, value] : {std::pair{"num_hidden_layers", 256},
                                     {"image_size", 4096},
                                     {"patch_size", 1},
                                     {"intermediate_size", 65536}}) {
        Json lie = *config;
        lie[key] = value;
        fs::remove(folder / "config.json");
        std::ofstream(folder / "config.json") << lie;
        const PeakWatch watch;
        const auto encoder = loadEncoder(folder.string(), {});
        VERIFY_ERROR(encoder, ErrorCode::Broken);
        QVERIFY2(encoder.error().message.english().find(key) != std::string::npos,
                 encoder.error().message.english().c_str());
        QCOMPARE(encoder.error().path, folder / "config.json");
        QVERIFY(watch.growth() <= 8 * kMebibyte);
    }
}

QTEST_GUILESS_MAIN(TestLyingConfig)
#include "tst_lying_config.moc"
