// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/git_blob.h"
#include "core/encode/installed_models.h"
#include "tests/core/encode/hub/test_server.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"
#include "ui/bridge/library_session.h"
#include "ui/views/dialogs/models_dialog.h"

#include <QCryptographicHash>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QTreeWidget>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// Models are added, chosen and removed in the window. If one of these fails, the user cannot, or
// something is downloaded that nobody agreed to.
class tst_ModelsDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void addsUsesChecksAndRemoves();
    void downloadsOnlyWhatWasAgreedTo();
    void aDownloadCanBeCancelled();

private:
    void offer();
    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (auto* candidate : m_dialog->findChildren<QPushButton*>())
            if (candidate->text().remove('&') == text)
                return candidate;
        return nullptr;
    }
    [[nodiscard]] QTreeWidgetItem* item(const QString& name) const
    {
        const auto found = m_dialog->findChild<QTreeWidget*>()->findItems(name, Qt::MatchExactly);
        return found.isEmpty() ? nullptr : found.front();
    }
    void select(const QString& name) const
    {
        m_dialog->findChild<QTreeWidget*>()->setCurrentItem(item(name));
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<LibrarySession> m_session; ///< never opened
    std::unique_ptr<ModelManager> m_manager;
    std::unique_ptr<ModelsDialog> m_dialog;
    fs::path m_source;
};

namespace {

constexpr const char* kCommit = "0123456789abcdef0123456789abcdef01234567";
const std::string kFiles = std::string("/some/model/resolve/") + kCommit + "/";

QByteArray readAll(const fs::path& file)
{
    QFile source(QString::fromStdString(file.string()));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

/// Answers the question that comes up next.
void answerWith(QMessageBox::ButtonRole answer, QString* asked)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, answer, asked] {
        if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            *asked = box->text() + box->informativeText();
            timer->deleteLater();
            for (QAbstractButton* button : box->buttons())
                if (box->buttonRole(button) == answer)
                    button->click();
        }
    });
    timer->start(5);
}

} // namespace

void tst_ModelsDialog::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    const fs::path root = m_scratch->path().toStdString();
    qputenv("XDG_DATA_HOME", m_scratch->filePath("data").toUtf8());
    qputenv("LOOKALIKE_RESOURCES", m_scratch->filePath("resources").toUtf8());
    VERIFY_RESULT(TinyModel().write(root / "resources" / "models" / "built-in"));
    m_source = root / "source";
    VERIFY_RESULT(TinyModel().write(m_source));
    m_server = std::make_unique<TestServer>();
    offer();
    HubOptions hub;
    hub.endpoint = m_server->url();
    m_session = std::make_unique<LibrarySession>([]() -> Result<std::unique_ptr<PhotoLibrary>> {
        return fail(ErrorCode::NotFound, "no library is needed here"_msg);
    });
    m_manager = std::make_unique<ModelManager>(m_session->background(), hub, ModelCheck());
    m_dialog = std::make_unique<ModelsDialog>(*m_manager, *m_session);
    m_dialog->open();
    QTRY_VERIFY(item("built-in") != nullptr && !m_manager->isBusy());
}

void tst_ModelsDialog::cleanup()
{
    m_dialog.reset();
    m_manager.reset();
    m_session.reset();
    m_server.reset();
    m_scratch.reset();
}

void tst_ModelsDialog::offer()
{
    nlohmann::json siblings = nlohmann::json::array();
    for (const char* name : {"config.json", "preprocessor_config.json", "model.safetensors"}) {
        const QByteArray content = readAll(m_source / name);
        m_server->put(kFiles + name, content);
        siblings.push_back({{"rfilename", name},
                            {"size", content.size()},
                            {"blobId", gitBlobId(content.toStdString())}});
    }
    const nlohmann::json answer = {
        {"sha", kCommit}, {"cardData", {{"license", "mit"}}}, {"siblings", std::move(siblings)}};
    m_server->put("/api/models/some/model/revision/main?blobs=true",
                  QByteArray::fromStdString(answer.dump()));
}

void tst_ModelsDialog::addsUsesChecksAndRemoves()
{
    QVERIFY(item("facebook/dinov2-small") != nullptr);
    select("built-in");
    QVERIFY(!button("Remove")->isEnabled());
    QVERIFY(!button("Use")->isEnabled());

    QSignalSpy done(m_manager.get(), &ModelManager::done);
    QSignalSpy chosen(m_manager.get(), &ModelManager::chosen);
    m_manager->add(m_source);
    QTRY_VERIFY(item("source") != nullptr && !m_manager->isBusy());
    select("source");
    button("Use")->click();
    QTRY_COMPARE(item("source")->text(1), "in use");
    QCOMPARE(chosen.takeFirst(), (QVariantList{QString("source"), QString()}));
    QCOMPARE(QString::fromStdString(chosenModel()), "source");
    QTRY_VERIFY(!m_manager->isBusy());
    select("source");
    button("Check files")->click();
    QTRY_COMPARE(done.count(), 2);
    QTRY_VERIFY(!m_manager->isBusy());
    select("source");
    button("Remove")->click();
    QTRY_VERIFY(item("source") == nullptr);
    QVERIFY(chosenModel().empty());
    QTRY_COMPARE(chosen.count(), 1); // the library has to go back to the built-in one
    QTRY_COMPARE(item("built-in")->text(1), "in use");
    QVERIFY(m_server->requests("/api/models/some/model/revision/main?blobs=true").empty());
}

void tst_ModelsDialog::downloadsOnlyWhatWasAgreedTo()
{
    QString asked;
    answerWith(QMessageBox::RejectRole, &asked);
    m_dialog->findChild<QLineEdit*>()->setText("some/model");
    button("Download…")->click();
    QTRY_VERIFY(asked.contains("some/model") && asked.contains("mit") && asked.contains(kCommit));
    QTRY_VERIFY(!m_manager->isBusy());
    QVERIFY(m_server->requests(kFiles + "config.json").empty());

    answerWith(QMessageBox::YesRole, &asked);
    button("Download…")->click();
    QTRY_VERIFY(item("some--model") != nullptr);
    QCOMPARE(item("some--model")->text(4), "mit");
}

void tst_ModelsDialog::aDownloadCanBeCancelled()
{
    m_server->behave(kFiles + "model.safetensors", {m_server->holdAfter(100)});
    QSignalSpy failed(m_manager.get(), &ModelManager::failed);
    QString asked;
    answerWith(QMessageBox::YesRole, &asked);
    m_dialog->findChild<QLineEdit*>()->setText("some/model");
    button("Download…")->click();
    QTRY_VERIFY(m_server->holding() > 0);
    QVERIFY(!button("Use")->isEnabled());
    button("Cancel")->click();
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(failed.front().front().value<Error>().code == ErrorCode::Cancelled);
    QVERIFY(item("some--model") == nullptr);
}

QTEST_MAIN(tst_ModelsDialog)
#include "tst_models_dialog.moc"
