// SPDX-License-Identifier: GPL-3.0-or-later
// The offer of a larger model after the first photos were read. If these fail, the user is asked
// again and again, the program connects before it was told to, or a download leads nowhere.
#include "core/encode/hub/git_blob.h"
#include "core/encode/installed_models.h"
#include "tests/core/encode/hub/test_server.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/scratch.h"
#include "ui/bridge/preferences.h"
#include "ui/models/folders_model.h"
#include "ui/state/model_offer.h"
#include "ui/views/window/model_offer_card.h"

#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";
const std::string kFiles = std::string("/some/model/resolve/") + kCommit + "/";
const std::string kDescription =
    std::string("/api/models/some/model/revision/") + kCommit + "?blobs=true";
constexpr CuratedModel kModel{"some/model", kCommit, "A test"_msg, "mit", 88'000'000, 8, ""};
constexpr double kEncodedPerSecond = 400;

QByteArray contentOf(const fs::path& file)
{
    QFile source(QString::fromStdString(file.string()));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

} // namespace

class TestModelOffer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsOfferedBeforePhotosWereRead();
    void theFactsAreThoseOfThisLibrary();
    void theButtonDownloadsAndUsesTheModel();
    void notNowIsForGood();
    void withoutAnAnswerItIsOfferedAgain();
    void fewPhotosTellNothing();
    void whoHasAModelNeedsNone();
    void withoutAConnectionAFolderDoes();
    void aDownloadCanBeCancelled();
    void theCommandLineForbidsIt();

private:
    void serve();
    /// As another start of the program does.
    void start(const std::string& encoder = "built-in")
    {
        stop();
        m_session = std::make_unique<LibrarySession>(
            openerOf(m_scratch->folder() / "catalog.db", std::make_shared<ColourEncoder>(encoder)));
        m_offer = std::make_unique<ModelOffer>(*m_session, kModel, m_hub, ModelCheck());
        m_card = std::make_unique<ModelOfferCard>(*m_offer);
        m_session->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->encoder().has_value(), kDeadlineMs);
    }
    void stop()
    {
        if (m_session)
            QVERIFY(m_session->shutDown(std::chrono::seconds(20)));
        m_card.reset();
        m_offer.reset();
        m_session.reset();
    }
    void read(int photos)
    {
        for (int i = 0; i < photos; ++i)
            writePlainPhoto(m_scratch->photos() / (std::to_string(i) + ".bmp"), i * 5, 40, 90);
        QSignalSpy finished(&m_session->indexing(), &Indexing::finished);
        m_session->addFolders({m_scratch->photos()});
        QTRY_VERIFY_WITH_TIMEOUT(finished.count() > 0 && !m_session->indexing().isRunning(),
                                 kDeadlineMs);
    }
    void readUntilOffered()
    {
        start();
        read(30);
        QTRY_COMPARE_WITH_TIMEOUT(m_offer->state(), ModelOffer::State::Offered, kDeadlineMs);
    }
    [[nodiscard]] bool staysHidden() const
    {
        // Whatever it looked up has come back by then.
        QSignalSpy status(m_session.get(), &LibrarySession::statusChanged);
        m_session->refreshStatus();
        return status.wait(kDeadlineMs) &&
               QTest::qWaitFor([this] { return !m_offer->isBusy(); }, kDeadlineMs) &&
               m_offer->state() == ModelOffer::State::Hidden && m_card->isHidden();
    }
    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (auto* candidate : m_card->findChildren<QPushButton*>())
            if (candidate->isVisibleTo(m_card.get()) && candidate->text() == text)
                return candidate;
        return nullptr;
    }
    [[nodiscard]] QString texts() const
    {
        QStringList texts;
        for (const auto* label : m_card->findChildren<QLabel*>())
            texts += label->text();
        return texts.join(QLatin1Char(' '));
    }

    std::unique_ptr<Scratch> m_scratch;
    std::unique_ptr<TestServer> m_server;
    HubOptions m_hub;
    fs::path m_source;
    std::unique_ptr<LibrarySession> m_session;
    std::unique_ptr<ModelOffer> m_offer;
    std::unique_ptr<ModelOfferCard> m_card;
};

void TestModelOffer::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    const fs::path root = m_scratch->folder();
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((root / "data").string()));
    qputenv("LOOKALIKE_RESOURCES", QByteArray::fromStdString((root / "resources").string()));
    VERIFY_RESULT(TinyModel().write(root / "resources" / "models" / "built-in"));
    m_source = root / "source";
    VERIFY_RESULT(TinyModel().write(m_source));
    preferences::setModelSpeed(QStringLiteral("built-in"), {kEncodedPerSecond, {}});
    m_server = std::make_unique<TestServer>();
    m_hub.endpoint = m_server->url();
    m_hub.attempts = 1;
    serve();
}

void TestModelOffer::cleanup()
{
    stop();
    m_server.reset();
    m_scratch.reset();
}

void TestModelOffer::serve()
{
    nlohmann::json siblings = nlohmann::json::array();
    for (const char* name : {"config.json", "preprocessor_config.json", "model.safetensors"}) {
        const QByteArray content = contentOf(m_source / name);
        m_server->put(kFiles + name, content);
        siblings.push_back({{"rfilename", name},
                            {"size", content.size()},
                            {"blobId", gitBlobId(content.toStdString())}});
    }
    const nlohmann::json answer = {
        {"sha", kCommit}, {"cardData", {{"license", "mit"}}}, {"siblings", std::move(siblings)}};
    m_server->put(kDescription, QByteArray::fromStdString(answer.dump()));
}

void TestModelOffer::nothingIsOfferedBeforePhotosWereRead()
{
    start();
    QVERIFY(staysHidden());
}

void TestModelOffer::theFactsAreThoseOfThisLibrary()
{
    readUntilOffered();
    const ModelOffer::Facts& facts = m_offer->facts();
    QCOMPARE(facts.photos, quint64{30});
    QVERIFY(facts.photosPerSecond > 0);
    QVERIFY(facts.time.has_value());
    const double perPhoto = 1 / facts.photosPerSecond + 50 / kEncodedPerSecond;
    QVERIFY(std::abs(static_cast<double>(facts.time->count()) - 30 * perPhoto) <= 1);
    QVERIFY(!m_card->isHidden());
    QVERIFY(texts().contains("some/model") && texts().contains("mit"));
    QVERIFY(button("Download and use") != nullptr && button("Not now") != nullptr);
    QVERIFY(button("Cancel") == nullptr && button("Add from folder…") == nullptr);
    QVERIFY2(m_server->requests(kDescription).empty(), "connected before it was told to");
}

void TestModelOffer::theButtonDownloadsAndUsesTheModel()
{
    readUntilOffered();
    QSignalSpy chosen(m_offer.get(), &ModelOffer::chosen);
    m_card->show();
    button("Download and use")->setFocus();
    QTest::keyClick(button("Download and use"), Qt::Key_Return);
    QCOMPARE(m_offer->state(), ModelOffer::State::Installing);
    QTRY_COMPARE_WITH_TIMEOUT(chosen.count(), 1, kDeadlineMs);
    QCOMPARE(chosen.front(), (QVariantList{QString("some--model"), QString()}));
    QCOMPARE(QString::fromStdString(chosenModel()), QStringLiteral("some--model"));
    QVERIFY(m_card->isHidden());
    start();
    QVERIFY(staysHidden());
}

void TestModelOffer::notNowIsForGood()
{
    readUntilOffered();
    button("Not now")->click();
    QVERIFY(m_card->isHidden());
    start();
    QVERIFY(staysHidden());
    writePlainPhoto(m_scratch->photos() / "more.bmp", 3, 4, 5);
    read(60);
    QVERIFY(staysHidden());
}

void TestModelOffer::withoutAnAnswerItIsOfferedAgain()
{
    readUntilOffered();
    const double rate = m_offer->facts().photosPerSecond;
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_offer->state(), ModelOffer::State::Offered, kDeadlineMs);
    QVERIFY(qFuzzyCompare(m_offer->facts().photosPerSecond, rate));
}

void TestModelOffer::fewPhotosTellNothing()
{
    start();
    read(5);
    QVERIFY(staysHidden());
}

void TestModelOffer::whoHasAModelNeedsNone()
{
    VERIFY_RESULT(TinyModel().write(personalModelsFolder() / "mine"));
    start();
    read(30);
    QVERIFY(staysHidden());
    start("mine");
    QVERIFY(staysHidden());
}

void TestModelOffer::withoutAConnectionAFolderDoes()
{
    m_server.reset();
    readUntilOffered();
    QSignalSpy chosen(m_offer.get(), &ModelOffer::chosen);
    button("Download and use")->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_offer->state(), ModelOffer::State::Failed, kDeadlineMs);
    QVERIFY(m_offer->error().has_value());
    QVERIFY(texts().contains("model.safetensors"));
    QVERIFY(button("Try again") != nullptr && button("Add from folder…") != nullptr);
    QVERIFY(button("Not now") != nullptr);
    m_offer->acceptFolder(m_scratch->folder() / "nothing");
    QTRY_COMPARE_WITH_TIMEOUT(m_offer->state(), ModelOffer::State::Failed, kDeadlineMs);
    m_offer->acceptFolder(m_source);
    QTRY_COMPARE_WITH_TIMEOUT(chosen.count(), 1, kDeadlineMs);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("source"));
}

void TestModelOffer::aDownloadCanBeCancelled()
{
    m_server->behave(kFiles + "model.safetensors", {m_server->holdAfter(100)});
    readUntilOffered();
    button("Download and use")->click();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->holding() > 0, kDeadlineMs);
    QVERIFY(button("Download and use") == nullptr);
    button("Cancel")->click();
    QTRY_COMPARE_WITH_TIMEOUT(m_offer->state(), ModelOffer::State::Offered, kDeadlineMs);
    QVERIFY(button("Not now") != nullptr);
    QVERIFY(chosenModel().empty());
}

void TestModelOffer::theCommandLineForbidsIt()
{
    readUntilOffered();
    m_offer->forbid();
    QVERIFY(m_card->isHidden());
    QVERIFY(staysHidden());
    start(); // without that
    QTRY_COMPARE_WITH_TIMEOUT(m_offer->state(), ModelOffer::State::Offered, kDeadlineMs);
}

QTEST_MAIN(TestModelOffer)
#include "tst_model_offer.moc"
