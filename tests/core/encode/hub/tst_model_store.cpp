// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/curated_models.h"
#include "core/encode/hub/git_blob.h"
#include "core/encode/hub/model_store.h"
#include "core/encode/model_directory.h"
#include "tests/core/encode/hub/offered_model.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <algorithm>
#include <fstream>
#include <random>

Q_DECLARE_METATYPE(std::vector<lookalike::testing::TestServer::Behaviour>)

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr const char* kAsk = "/api/models/some/model/revision/main?blobs=true";
const std::string kWeights = offeredPath("model.safetensors");
const std::string kConfig = offeredPath("config.json");

std::string sha256(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

HubOptions quick(const std::string& endpoint)
{
    HubOptions options;
    options.endpoint = endpoint;
    options.http.stall = std::chrono::seconds(1);
    options.attempts = 2;
    options.pause = std::chrono::milliseconds(1);
    return options;
}

TestServer::Behaviour flipped()
{
    return [](QTcpSocket& socket, const ServedRequest& request, QByteArray content) {
        content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 1);
        TestServer::answer(socket, request, content);
    };
}

Result<fs::path> download(const fs::path& store, const std::string& endpoint,
                          const std::stop_token& stop = {}, const ProgressCallback& progress = {})
{
    const HubOptions options = quick(endpoint);
    const auto id = parseModelId("some/model");
    const auto remote = askHub(*id, options, stop);
    if (!remote)
        return fail(remote);
    return ModelStore(store).download(*remote, options, progress, stop);
}

/// The folders of a store that are taken for models.
std::vector<std::string> visibleIn(const fs::path& folder)
{
    std::vector<std::string> names;
    if (fs::exists(folder))
        for (const auto& entry : fs::directory_iterator(folder))
            if (entry.is_directory() && entry.path().filename().string().front() != '.')
                names.push_back(entry.path().filename().string());
    return names;
}

} // namespace

// Models come from the network and from folders. If one of these fails, wrong bytes may be taken
// for a model, a download may hang or begin anew again and again, or a name may lead elsewhere.
class tst_ModelStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsWhatAModelIsBeforeDownloading();
    void downloadsAndRecords();
    void theTokenizerComesAlong();
    void goesOnAfterABrokenConnection();
    void badAnswersEndWithTheRightBytes_data();
    void badAnswersEndWithTheRightBytes();
    void badAnswersAreRefused_data();
    void badAnswersAreRefused();
    void everyFileMayLieElsewhere();
    void whatCameOutlivesAFailureThatPasses();
    void anInterruptedReplacementIsPutRight();
    void redirectsIntoPrivateNetworksAreNotFollowed_data();
    void redirectsIntoPrivateNetworksAreNotFollowed();
    void insecureConnectionsAreFatal();
    void aSilentServerIsGivenUp();
    void hostileDescriptionsAreRefused_data();
    void hostileDescriptionsAreRefused();
    void formsOfModelsAreRefusedByName();
    void aCommitStaysWhatItWas();
    void cancellingKeepsWhatCame();
    void survivesBeingKilled();
    void theDefaultsGiveUpWithin30Seconds();
    void addsAFolder();
    void refusesFoldersThatAreNoModels();
    void verifyFindsWhatChanged();
    void removesOnlyItsOwn();
    void whatDoesNotPassTheCheckIsNotInstalled();
    void theLicenceLiesBesideTheModel();

private:
    void offer();
    [[nodiscard]] nlohmann::json description() const;

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<TestServer> m_server;
    fs::path m_source; ///< the model that the server offers
    fs::path m_store;
};

void tst_ModelStore::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<TestServer>();
    const fs::path root = m_scratch->path().toStdString();
    m_source = root / "source";
    m_store = root / "models";
    VERIFY_RESULT(TinyModel().write(m_source));
    offer();
}

void tst_ModelStore::cleanup()
{
    // Whatever happened: nothing beside what init() made, and only whole models.
    for (const auto& entry : fs::directory_iterator(m_scratch->path().toStdString()))
        QVERIFY(entry.path() == m_source || entry.path() == m_store);
    for (const std::string& name : visibleIn(m_store))
        VERIFY_RESULT(openModelDirectory(m_store / name));
    m_server.reset();
    m_scratch.reset();
}

nlohmann::json tst_ModelStore::description() const
{
    nlohmann::json siblings = nlohmann::json::array();
    for (const char* name : kOfferedFiles) {
        const QByteArray content = bytesOf(m_source / name);
        nlohmann::json entry = {{"rfilename", name}, {"size", content.size()}};
        if (std::string(name) == "model.safetensors")
            entry["lfs"] = {{"sha256", sha256(content)}, {"size", content.size()}};
        else
            entry["blobId"] = gitBlobId(content.toStdString());
        siblings.push_back(std::move(entry));
    }
    siblings.push_back({{"rfilename", "../../evil"}, {"size", 3}});
    siblings.push_back({{"rfilename", "pytorch_model.bin"}, {"size", 3}});
    return {{"sha", kOfferedCommit},
            {"cardData", {{"license", "apache-2.0"}}},
            {"siblings", std::move(siblings)}};
}

void tst_ModelStore::offer()
{
    m_server->put(kAsk, QByteArray::fromStdString(description().dump()));
    for (const char* name : kOfferedFiles)
        m_server->put(offeredPath(name), bytesOf(m_source / name));
}

void tst_ModelStore::tellsWhatAModelIsBeforeDownloading()
{
    const auto remote = askHub(*parseModelId("some/model"), quick(m_server->url()), {});
    VERIFY_RESULT(remote);
    QCOMPARE(QString::fromStdString(remote->commit), kOfferedCommit);
    QCOMPARE(QString::fromStdString(remote->licence), "apache-2.0");
    QCOMPARE(remote->files.size(), std::size_t{3});
    QCOMPARE(remote->bytes(), std::uint64_t{fs::file_size(m_source / "config.json") +
                                            fs::file_size(m_source / "preprocessor_config.json") +
                                            fs::file_size(m_source / "model.safetensors")});
    QVERIFY(m_server->requests(kWeights).empty());
    VERIFY_ERROR(askHub(*parseModelId("some/other"), quick(m_server->url()), {}),
                 ErrorCode::NotFound);
}

void tst_ModelStore::theTokenizerComesAlong()
{
    offerModel(*m_server, m_source,
               {{"tokenizer.json", "{}"},
                {"tokenizer_config.json", "{ }"},
                {"vocab.json", "{  }"}, // one kind is enough
                {"other.json", "{   }"}});
    const auto path = download(m_store, m_server->url());
    VERIFY_RESULT(path);
    for (const char* name : {"tokenizer.json", "tokenizer_config.json", "LICENSE.txt"})
        QVERIFY2(fs::exists(*path / name), name);
    for (const char* name : {"vocab.json", "other.json"})
        QVERIFY2(!fs::exists(*path / name), name);
    const auto record = readModelRecord(*path);
    VERIFY_RESULT(record);
    QCOMPARE(record->files.size(), std::size_t{5});
}

void tst_ModelStore::downloadsAndRecords()
{
    Progress last;
    const auto path =
        download(m_store, m_server->url(), {}, [&](const Progress& progress) { last = progress; });
    VERIFY_RESULT(path);
    QCOMPARE(last.done, last.total);
    QVERIFY(*path == m_store / "some--model");
    VERIFY_RESULT(openModelDirectory(*path));
    QCOMPARE(bytesOf(*path / "model.safetensors"), bytesOf(m_source / "model.safetensors"));
    const auto record = readModelRecord(*path);
    VERIFY_RESULT(record);
    QCOMPARE(QString::fromStdString(record->id), "some/model");
    QCOMPARE(QString::fromStdString(record->commit), kOfferedCommit);
    QCOMPARE(QString::fromStdString(record->licence), "apache-2.0");
    QCOMPARE(record->files.size(), std::size_t{3});
    QCOMPARE(QString::fromStdString(record->files[2].trust), "hub");
    const auto checks = ModelStore::verify(*path, {});
    VERIFY_RESULT(checks);
    QVERIFY(std::all_of(checks->begin(), checks->end(), [](const FileCheck& check) {
        return check.state == FileCheck::State::Verified;
    }));
    // Only what is needed was asked for.
    QVERIFY(m_server->requests(offeredPath("pytorch_model.bin")).empty());
    // Once more: everything is checked, and replaced as a whole.
    VERIFY_RESULT(download(m_store, m_server->url()));
}

void tst_ModelStore::goesOnAfterABrokenConnection()
{
    m_server->behave(
        kWeights, {TestServer::closeAfter(100), TestServer::closeAfter(50), &TestServer::answer});
    VERIFY_RESULT(download(m_store, m_server->url()));
    const auto requests = m_server->requests(kWeights);
    QCOMPARE(requests.size(), std::size_t{3});
    QCOMPARE(requests[0].from, std::int64_t{0});
    QCOMPARE(requests[1].from, std::int64_t{100});
    QCOMPARE(requests[2].from, std::int64_t{150});
}

namespace {

/// Answers a range with everything, as a server that does not know ranges.
void withoutRanges(QTcpSocket& socket, const ServedRequest&, const QByteArray& content)
{
    TestServer::answer(socket, {}, content);
}

/// Answers a range with one that begins elsewhere.
void wrongRange(QTcpSocket& socket, const ServedRequest& request, const QByteArray& content)
{
    TestServer::answer(socket, {request.path, request.from + 1}, content);
}

/// Says that it is the right range, of a larger file.
void rangeOfAnotherFile(QTcpSocket& socket, const ServedRequest& request, const QByteArray& content)
{
    TestServer::answer(socket, request, content + "more");
}

void withoutEnd(QTcpSocket& socket, const ServedRequest&, const QByteArray& content)
{
    TestServer::reply(socket, "HTTP/1.1 200 OK\r\n", content.left(content.size() / 2));
}

void tooMuch(QTcpSocket& socket, const ServedRequest&, const QByteArray& content)
{
    TestServer::reply(socket, "HTTP/1.1 200 OK\r\n", content + content);
}

} // namespace

void tst_ModelStore::badAnswersEndWithTheRightBytes_data()
{
    using Behaviours = std::vector<TestServer::Behaviour>;
    QTest::addColumn<QString>("path");
    QTest::addColumn<Behaviours>("behaviours");
    const auto row = [](const char* name, const std::string& path, const Behaviours& behaviours) {
        QTest::newRow(name) << QString::fromStdString(path) << behaviours;
    };
    const TestServer::Behaviour good = &TestServer::answer;
    row("a flipped bit in the weights", kWeights, {flipped(), good});
    row("a flipped bit in the configuration", kConfig, {flipped(), good});
    row("a server without ranges", kWeights, {TestServer::closeAfter(100), withoutRanges});
    row("a range that begins elsewhere", kWeights, {TestServer::closeAfter(100), wrongRange, good});
    row("a range of a larger file", kWeights,
        {TestServer::closeAfter(100), rangeOfAnotherFile, good});
    row("a range that is refused", kWeights,
        {TestServer::closeAfter(100), TestServer::status(416), good});
    row("an end without a length", kWeights, {withoutEnd, good});
    row("too much, once", kWeights, {tooMuch, good});
    row("an error of the server, once", kWeights, {TestServer::status(503), good});
    row("nothing at all, once", kWeights,
        {[](QTcpSocket&, const ServedRequest&, const QByteArray&) {}, good});
    row("garbage, once", kWeights,
        {[](QTcpSocket& socket, const ServedRequest&, const QByteArray&) {
             TestServer::reply(socket, "no http at all\r\n", "x");
         },
         good});
}

void tst_ModelStore::badAnswersEndWithTheRightBytes()
{
    QFETCH(QString, path);
    QFETCH(std::vector<TestServer::Behaviour>, behaviours);
    m_server->behave(path.toStdString(), behaviours);
    const auto installed = download(m_store, m_server->url());
    VERIFY_RESULT(installed);
    for (const char* name : kOfferedFiles)
        QCOMPARE(bytesOf(*installed / name), bytesOf(m_source / name));
}

void tst_ModelStore::badAnswersAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<std::vector<TestServer::Behaviour>>("behaviours");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const std::string& path,
                        const TestServer::Behaviour& behaviour, ErrorCode code) {
        QTest::newRow(name) << QString::fromStdString(path)
                            << std::vector<TestServer::Behaviour>{behaviour}
                            << static_cast<int>(code);
    };
    row("weights that are always flipped", kWeights, flipped(), ErrorCode::Broken);
    row("a configuration that is always flipped", kConfig, flipped(), ErrorCode::Broken);
    row("always too much", kWeights, tooMuch, ErrorCode::TooLarge);
    row(
        "another size", kWeights,
        [](QTcpSocket& socket, const ServedRequest& request, const QByteArray& content) {
            TestServer::answer(socket, request, content + "more");
        },
        ErrorCode::TooLarge);
    row("a redirect to plain http", kWeights, TestServer::redirect("http://example.org/x"),
        ErrorCode::PermissionDenied);
    row("a redirect to a file", kWeights, TestServer::redirect("file:///etc/passwd"),
        ErrorCode::PermissionDenied);
    row("a redirect in circles", kWeights, TestServer::redirect(kWeights), ErrorCode::IoError);
    row("a file that is gone", kWeights, TestServer::status(404), ErrorCode::NotFound);
    row("always an error", kWeights, TestServer::status(500), ErrorCode::IoError);
    row(
        "another commit", kWeights,
        [](QTcpSocket& socket, const ServedRequest&, const QByteArray& content) {
            TestServer::reply(socket,
                              "HTTP/1.1 200 OK\r\nX-Repo-Commit: 00\r\nContent-Length: " +
                                  QByteArray::number(content.size()) + "\r\n",
                              content);
        },
        ErrorCode::Broken);
    row(
        "another hash in the headers", kWeights,
        [](QTcpSocket& socket, const ServedRequest&, const QByteArray& content) {
            TestServer::reply(socket,
                              "HTTP/1.1 200 OK\r\nX-Linked-ETag: \"" + QByteArray(64, 'a') +
                                  "\"\r\nContent-Length: " + QByteArray::number(content.size()) +
                                  "\r\n",
                              content);
        },
        ErrorCode::Broken);
    row(
        "endless headers", kWeights,
        [](QTcpSocket& socket, const ServedRequest&, const QByteArray&) {
            QByteArray head = "HTTP/1.1 200 OK\r\n";
            for (int i = 0; i < 3000; ++i)
                head += "X-Filler-" + QByteArray::number(i) + ": " + QByteArray(60, 'a') + "\r\n";
            TestServer::reply(socket, head, {});
        },
        ErrorCode::TooLarge);
}

void tst_ModelStore::badAnswersAreRefused()
{
    QFETCH(QString, path);
    QFETCH(std::vector<TestServer::Behaviour>, behaviours);
    QFETCH(int, code);
    m_server->behave(path.toStdString(), behaviours);
    VERIFY_ERROR(download(m_store, m_server->url()), static_cast<ErrorCode>(code));
    QVERIFY(visibleIn(m_store).empty());
}

// As the hub has it: small files behind a relative address, weights on another server, and at each
// redirect a page that is longer than a small file.
void tst_ModelStore::everyFileMayLieElsewhere()
{
    TestServer elsewhere;
    const std::string weights = "/cache/model.safetensors";
    elsewhere.put(weights, bytesOf(m_source / "model.safetensors"));
    elsewhere.behave(weights, {TestServer::closeAfter(100), &TestServer::answer});
    m_server->behave(kWeights, {TestServer::redirect(elsewhere.url() + weights)});
    for (const std::string name : {"config.json", "preprocessor_config.json"}) {
        m_server->put("/cache/" + name, bytesOf(m_source / name));
        m_server->behave(offeredPath(name), {TestServer::redirect("/cache/" + name)});
    }
    const auto installed = download(m_store, m_server->url());
    VERIFY_RESULT(installed);
    for (const char* name : kOfferedFiles)
        QCOMPARE(bytesOf(*installed / name), bytesOf(m_source / name));
    QCOMPARE(elsewhere.requests(weights).back().from, std::int64_t{100});
}

void tst_ModelStore::whatCameOutlivesAFailureThatPasses()
{
    const HubOptions options = quick(m_server->url());
    const auto remote = askHub(*parseModelId("some/model"), options, {});
    VERIFY_RESULT(remote);
    ModelStore shortOfMemory(m_store, [](const fs::path&) -> Result<> {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory"_msg);
    });
    VERIFY_ERROR(shortOfMemory.download(*remote, options, {}, {}), ErrorCode::OutOfMemory);
    QVERIFY(visibleIn(m_store).empty());
    VERIFY_RESULT(download(m_store, m_server->url()));
    QCOMPARE(m_server->requests(kWeights).size(), std::size_t{1});
}

void tst_ModelStore::anInterruptedReplacementIsPutRight()
{
    const auto installed = download(m_store, m_server->url());
    VERIFY_RESULT(installed);
    // Ended between the two renames, and with parts of a commit that nobody asks for any more.
    fs::rename(*installed, m_store / ".incomplete" / "some--model.old");
    const fs::path parts = m_store / ".incomplete" / "some--model@an-older-commit";
    const fs::path another = m_store / ".incomplete" / "some--model-b@a-commit";
    fs::create_directories(parts);
    fs::create_directories(another);
    m_server->behave(kConfig, {TestServer::status(503)});
    VERIFY_ERROR(download(m_store, m_server->url()), ErrorCode::IoError);
    VERIFY_RESULT(openModelDirectory(*installed));
    QVERIFY(!fs::exists(parts));
    QVERIFY(fs::exists(another));
}

/// The test's server stands for one on the internet.
AddressReach asIfPublic(std::span<const std::uint8_t> address)
{
    constexpr std::array<std::uint8_t, 4> kServer{127, 0, 0, 1};
    return std::ranges::equal(address, kServer) ? AddressReach::Public : addressReach(address);
}

void tst_ModelStore::redirectsIntoPrivateNetworksAreNotFollowed_data()
{
    QTest::addColumn<QString>("host");
    for (const char* host :
         {"127.0.0.2", "127.2", "2130706434", "0x7f.0.0.2", "0.0.0.0", "[::1]", "[::]",
          "[::ffff:127.0.0.1]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254",
          "100.64.0.1", "[fe80::1]", "[fd00::1]", "[::ffff:10.0.0.1]", "224.0.0.1"})
        QTest::newRow(host) << QString(host);
}

void tst_ModelStore::redirectsIntoPrivateNetworksAreNotFollowed()
{
    QFETCH(QString, host);
    HubOptions options = quick(m_server->url());
    options.http.reach = asIfPublic;
    const auto remote = askHub(*parseModelId("some/model"), options, {});
    VERIFY_RESULT(remote);
    m_server->put("/x", "x");
    m_server->behave(kWeights, {TestServer::redirect("https://" + host.toStdString() + ":" +
                                                     std::to_string(m_server->port()) + "/x")});
    const auto fetched = ModelStore(m_store).download(*remote, options, {}, {});
    VERIFY_ERROR(fetched, ErrorCode::PermissionDenied);
    QVERIFY2(fetched.error().message.english().find("private network") != std::string::npos,
             fetched.error().message.english().c_str());
    QVERIFY(m_server->requests("/x").empty());
}

void tst_ModelStore::insecureConnectionsAreFatal()
{
    // A server that does not speak TLS; a second try would change nothing.
    m_server->behave(kWeights, {TestServer::redirect(
                                    "https://127.0.0.1:" + std::to_string(m_server->port()) + "/x"),
                                &TestServer::answer});
    VERIFY_ERROR(download(m_store, m_server->url()), ErrorCode::PermissionDenied);
    QCOMPARE(m_server->requests(kWeights).size(), std::size_t{1});
    QVERIFY(visibleIn(m_store).empty());
}

void tst_ModelStore::aSilentServerIsGivenUp()
{
    m_server->behave(kWeights, {m_server->holdAfter(10), m_server->holdAfter(0)});
    QElapsedTimer timer;
    timer.start();
    VERIFY_ERROR(download(m_store, m_server->url()), ErrorCode::Timeout);
    QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
    m_server->behave(kWeights, {&TestServer::answer});
    VERIFY_RESULT(download(m_store, m_server->url()));
    QCOMPARE(m_server->requests(kWeights).back().from, std::int64_t{10});
}

void tst_ModelStore::theDefaultsGiveUpWithin30Seconds()
{
    const HubOptions options;
    auto silence = std::chrono::milliseconds(0);
    for (int attempt = 1; attempt <= options.attempts; ++attempt) {
        silence += std::max(options.http.stall, options.http.connect);
        if (attempt < options.attempts)
            silence += options.pause * (1 << attempt);
    }
    QVERIFY(silence < std::chrono::seconds(30));
}

void tst_ModelStore::hostileDescriptionsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, const QByteArray& body, ErrorCode code) {
        QTest::newRow(name) << body << static_cast<int>(code);
    };
    const auto changed = [](const char* pointer, const nlohmann::json& value) {
        nlohmann::json file = {{"rfilename", "model.safetensors"},
                               {"size", 10},
                               {"lfs", {{"sha256", std::string(64, 'a')}}}};
        nlohmann::json json = {{"sha", kOfferedCommit},
                               {"siblings",
                                {{{"rfilename", "config.json"}, {"size", 10}},
                                 {{"rfilename", "preprocessor_config.json"}, {"size", 10}},
                                 file}}};
        json[nlohmann::json::json_pointer(pointer)] = value;
        return QByteArray::fromStdString(json.dump());
    };
    row("no JSON", "<html>", ErrorCode::Broken);
    row("a list", "[]", ErrorCode::Broken);
    row("a deep nest", QByteArray(100'000, '['), ErrorCode::Broken);
    row("a commit that is a path", changed("/sha", "../../../x"), ErrorCode::Broken);
    row("a commit that is short", changed("/sha", "0123"), ErrorCode::Broken);
    row("no files", changed("/siblings", nlohmann::json::array()), ErrorCode::Unsupported);
    row("pickled weights alone", changed("/siblings/2/rfilename", "pytorch_model.bin"),
        ErrorCode::Unsupported);
    row("a hash that is a path", changed("/siblings/2/lfs/sha256", "../x"), ErrorCode::Broken);
    row("a name of git that is a path", changed("/siblings/0/blobId", "../x"), ErrorCode::Broken);
    row("weights of an exabyte", changed("/siblings/2/size", std::uint64_t{1} << 60),
        ErrorCode::TooLarge);
    row("a negative size", changed("/siblings/2/size", -1), ErrorCode::TooLarge);
    row("a configuration of a gigabyte", changed("/siblings/0/size", 1 << 30), ErrorCode::TooLarge);
    row("an answer that does not end", QByteArray(20 << 20, ' '), ErrorCode::TooLarge);
}

void tst_ModelStore::hostileDescriptionsAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, code);
    m_server->put(kAsk, body);
    VERIFY_ERROR(download(m_store, m_server->url()), static_cast<ErrorCode>(code));
    QVERIFY(!fs::exists(m_store));
}

void tst_ModelStore::formsOfModelsAreRefusedByName()
{
    nlohmann::json naFlex = description();
    naFlex["config"]["model_type"] = "siglip2";
    nlohmann::json openClip = description();
    for (auto& sibling : openClip["siblings"])
        if (sibling["rfilename"] == "config.json")
            sibling["rfilename"] = "open_clip_config.json";
    for (const nlohmann::json& body : {naFlex, openClip}) {
        m_server->put(kAsk, QByteArray::fromStdString(body.dump()));
        const auto refused = download(m_store, m_server->url());
        VERIFY_ERROR(refused, ErrorCode::Unsupported);
        // What to take instead is a model that is recommended.
        const std::string said = refused.error().message.english();
        QVERIFY2(std::ranges::any_of(curatedModels(),
                                     [&](const CuratedModel& model) {
                                         return model.words && said.find(model.id) != said.npos;
                                     }),
                 said.c_str());
    }
}

void tst_ModelStore::aCommitStaysWhatItWas()
{
    // The hub states no hash: what came first counts from then on, also after a removal.
    nlohmann::json bare = description();
    bare["siblings"][2].erase("lfs");
    m_server->put(kAsk, QByteArray::fromStdString(bare.dump()));
    const auto installed = download(m_store, m_server->url());
    VERIFY_RESULT(installed);
    const auto record = readModelRecord(*installed);
    VERIFY_RESULT(record);
    QCOMPARE(QString::fromStdString(record->files[2].trust), "first-use");
    VERIFY_RESULT(ModelStore(m_store).remove(*installed));
    m_server->behave(kWeights, {flipped()});
    VERIFY_ERROR(download(m_store, m_server->url()), ErrorCode::Broken);
    QVERIFY(visibleIn(m_store).empty());
}

void tst_ModelStore::cancellingKeepsWhatCame()
{
    m_server->behave(kWeights, {m_server->holdAfter(200), &TestServer::answer});
    std::stop_source stop;
    VERIFY_ERROR(download(m_store, m_server->url(), stop.get_token(),
                          [&](const Progress& progress) {
                              if (progress.current == "model.safetensors")
                                  stop.request_stop();
                          }),
                 ErrorCode::Cancelled);
    QVERIFY(visibleIn(m_store).empty());
    VERIFY_RESULT(download(m_store, m_server->url()));
    QVERIFY(m_server->requests(kWeights).back().from > 0);
}

void tst_ModelStore::survivesBeingKilled()
{
    const qint64 size = bytesOf(m_source / "model.safetensors").size();
    std::mt19937 random(11);
    std::vector<qint64> points{0, 1, size - 1};
    for (int i = 0; i < 9; ++i)
        points.push_back(static_cast<qint64>(random() % static_cast<unsigned>(size)));
    for (const qint64 point : points) {
        m_server->behave(kWeights, {m_server->holdAfter(point), &TestServer::answer});
        const int before = m_server->holding();
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DOWNLOAD_INTO", QString::fromStdString(m_store.string()));
        environment.insert("DOWNLOAD_FROM", QString::fromStdString(m_server->url()));
        child.setProcessEnvironment(environment);
        child.start(QCoreApplication::applicationFilePath(), QStringList());
        QTRY_VERIFY(m_server->holding() > before);
        child.kill();
        QVERIFY(child.waitForFinished());
        QVERIFY(visibleIn(m_store).empty());
        const auto installed = download(m_store, m_server->url());
        VERIFY_RESULT(installed);
        QCOMPARE(bytesOf(*installed / "model.safetensors"),
                 bytesOf(m_source / "model.safetensors"));
        VERIFY_RESULT(ModelStore(m_store).remove(*installed));
    }
}

void tst_ModelStore::addsAFolder()
{
    ModelStore store(m_store);
    TinyModel::writeText(m_source / "LICENSE", "Do what you like.");
    const auto installed = store.addFolder(m_source, "", {}, {});
    VERIFY_RESULT(installed);
    QVERIFY(*installed == m_store / "source");
    QCOMPARE(bytesOf(*installed / "LICENSE"), QByteArray("Do what you like."));
    VERIFY_RESULT(openModelDirectory(*installed));
    VERIFY_ERROR(store.addFolder(m_source, "", {}, {}), ErrorCode::Conflict);
    VERIFY_RESULT(store.addFolder(m_source, "another", {}, {}));
    VERIFY_ERROR(store.addFolder(m_source, "../outside", {}, {}), ErrorCode::InvalidArgument);
    QVERIFY(m_server->requests(kAsk).empty());
}

void tst_ModelStore::refusesFoldersThatAreNoModels()
{
    ModelStore store(m_store);
    VERIFY_ERROR(store.addFolder(m_source / "nowhere", "", {}, {}), ErrorCode::NotFound);
    TinyModel::writeText(m_source / "model.safetensors", "no weights at all");
    QVERIFY(!store.addFolder(m_source, "", {}, {}));
    QVERIFY(visibleIn(m_store).empty());
}

void tst_ModelStore::verifyFindsWhatChanged()
{
    const auto installed = ModelStore(m_store).addFolder(m_source, "", {}, {});
    VERIFY_RESULT(installed);
    QByteArray config = bytesOf(*installed / "config.json");
    TinyModel::writeText(*installed / "config.json", config.toStdString() + " ");
    const auto checks = ModelStore::verify(*installed, {});
    VERIFY_RESULT(checks);
    for (const FileCheck& check : *checks)
        QCOMPARE(check.state == FileCheck::State::Mismatch, check.name == "config.json");
    // Nothing was recorded of a folder that was put there by hand.
    const auto bare = ModelStore::verify(m_source, {});
    VERIFY_RESULT(bare);
    QCOMPARE(bare->size(), std::size_t{3});
    QVERIFY(bare->front().state == FileCheck::State::NotRecorded);
    QCOMPARE(QString::fromStdString(bare->front().sha256),
             QString::fromStdString(sha256(bytesOf(m_source / "config.json"))));
}

void tst_ModelStore::removesOnlyItsOwn()
{
    ModelStore store(m_store);
    VERIFY_RESULT(store.addFolder(m_source, "mine", {}, {}));
    VERIFY_ERROR(store.remove(m_source), ErrorCode::InvalidArgument);
    VERIFY_ERROR(store.remove(m_store), ErrorCode::InvalidArgument);
    VERIFY_ERROR(store.remove(m_store / "mine" / ".."), ErrorCode::InvalidArgument);
    QVERIFY(fs::exists(m_source / "config.json"));
    VERIFY_RESULT(store.remove(m_store / "mine"));
    QVERIFY(visibleIn(m_store).empty());
}

void tst_ModelStore::whatDoesNotPassTheCheckIsNotInstalled()
{
    ModelStore store(m_store, [](const fs::path&) -> Result<> {
        return fail(ErrorCode::Unsupported, "not this one"_msg);
    });
    VERIFY_ERROR(store.addFolder(m_source, "", {}, {}), ErrorCode::Unsupported);
    QVERIFY(visibleIn(m_store).empty());
}

void tst_ModelStore::theLicenceLiesBesideTheModel()
{
    const auto named = download(m_store, m_server->url());
    VERIFY_RESULT(named);
    const QByteArray note = bytesOf(*named / "LICENSE.txt");
    QVERIFY(note.contains("apache-2.0") && note.contains("some/model"));
    VERIFY_RESULT(ModelStore(m_store).remove(*named));

    nlohmann::json whole = description();
    const std::string text = "Do what you like.";
    for (const char* name : {"../LICENSE", "LICENSE.md"})
        whole["siblings"].push_back(
            {{"rfilename", name}, {"size", text.size()}, {"blobId", gitBlobId(text)}});
    m_server->put(kAsk, QByteArray::fromStdString(whole.dump()));
    m_server->put(offeredPath("LICENSE.md"), QByteArray::fromStdString(text));
    const auto installed = download(m_store, m_server->url());
    VERIFY_RESULT(installed);
    QCOMPARE(bytesOf(*installed / "LICENSE.md"), QByteArray::fromStdString(text));
    QVERIFY(!fs::exists(*installed / "LICENSE.txt"));
    TinyModel::writeText(*installed / "LICENSE.md", "Pay me.");
    const auto checks = ModelStore::verify(*installed, {});
    VERIFY_RESULT(checks);
    QVERIFY(checks->back().state == FileCheck::State::Mismatch);
}

int main(int argc, char** argv)
{
    // The child that survivesBeingKilled() starts.
    if (const char* store = std::getenv("DOWNLOAD_INTO"); store != nullptr)
        return download(store, std::getenv("DOWNLOAD_FROM")) ? 0 : 1;
    QCoreApplication application(argc, argv);
    tst_ModelStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_model_store.moc"
