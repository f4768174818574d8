// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/model_offer.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/bridge/preferences.h"
#include "ui/models/folders_model.h"

#include <QSettings>
#include <algorithm>
#include <cmath>

namespace lookalike {

namespace {

/// As many times the work of the built-in model is a picture for DINOv2 small: 158 against 3 ms
/// of a core, measured with lookalike-bench encode.
constexpr double kTimesTheWork = 50;
/// Fewer photos do not tell how fast photos are read.
constexpr std::uint64_t kEnough = 20;

const QString kAnsweredKey = QStringLiteral("models/offerAnswered");
const QString kRateKey = QStringLiteral("models/photosReadPerSecond");

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

ModelOffer::ModelOffer(LibrarySession& session, const CuratedModel& model, HubOptions hub,
                       ModelCheck check, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_wanted(fromView(model.id) + QLatin1Char('@') + fromView(model.revision))
    , m_manager(session.background(), std::move(hub), std::move(check))
    , m_isAnswered(QSettings().value(kAnsweredKey, false).toBool())
{
    if (m_isAnswered)
        return;
    m_facts.model = fromView(model.id);
    m_facts.licence = fromView(model.licence);
    m_facts.bytes = model.approximateBytes;
    m_facts.photosPerSecond = QSettings().value(kRateKey, 0).toDouble();
    Indexing& indexing = m_session.indexing();
    connect(&indexing, &Indexing::progressed, this, &ModelOffer::watchReading);
    connect(&indexing, &Indexing::pausedChanged, this, [this](bool paused) {
        if (paused && m_reading.isValid()) {
            m_readingMs += m_reading.elapsed();
            m_reading.invalidate();
        }
    });
    connect(&indexing, &Indexing::finished, this, &ModelOffer::endReading);
    connect(&m_session, &LibrarySession::statusChanged, this, &ModelOffer::consider);
    connect(&m_session, &LibrarySession::reopening, this, [this] {
        m_isJudged = false; // it may be with another model
        if (m_state == State::Offered)
            setState(State::Hidden);
    });
    connectManager();
}

void ModelOffer::connectManager()
{
    connect(&m_manager, &ModelManager::listed, this, &ModelOffer::judge);
    connect(&m_manager, &ModelManager::described, &m_manager, &ModelManager::download);
    connect(&m_manager, &ModelManager::progressed, this,
            [this](const QString&, quint64 done, quint64 total) {
                m_bytesDone = done;
                m_bytesTotal = total;
                Q_EMIT changed();
            });
    connect(&m_manager, &ModelManager::added, this, [this](const std::filesystem::path& model) {
        m_manager.useNamed(QString::fromUtf8(pathBytes(model.filename())));
    });
    connect(&m_manager, &ModelManager::chosen, this,
            [this](const QString& name, const QString& before) {
                answer();
                Q_EMIT chosen(name, before);
            });
    connect(&m_manager, &ModelManager::failed, this, [this](const Error& error) {
        if (m_state != State::Installing) {
            m_isJudged = false;
            consider(); // the built-in model could not be measured
            return;
        }
        const bool isCancelled = error.code == ErrorCode::Cancelled;
        m_error = isCancelled ? std::nullopt : std::optional(error);
        setState(isCancelled ? State::Offered : State::Failed);
    });
}

void ModelOffer::watchReading(const Progress& progress)
{
    if (progress.stage == Stage::Reading && !m_reading.isValid() &&
        !m_session.indexing().isPaused())
        m_reading.start();
}

void ModelOffer::endReading(const IndexingSummary& summary)
{
    if (m_reading.isValid())
        m_readingMs += m_reading.elapsed();
    m_reading.invalidate();
    const qint64 ms = std::exchange(m_readingMs, 0);
    if (m_isAnswered || summary.cancelled || summary.embedded < kEnough || ms <= 0)
        return;
    constexpr double kMsPerSecond = 1000;
    m_facts.photosPerSecond =
        kMsPerSecond * static_cast<double>(summary.embedded) / static_cast<double>(ms);
    QSettings().setValue(kRateKey, m_facts.photosPerSecond);
    consider();
}

void ModelOffer::consider()
{
    if (m_isAnswered || m_isJudged || m_state != State::Hidden || m_facts.photosPerSecond <= 0 ||
        !m_session.encoder() || m_session.indexing().isRunning() ||
        indexedPhotos(m_session.status()) == 0)
        return;
    if (!m_manager.isBusy())
        m_manager.refresh();
}

void ModelOffer::judge(const std::vector<ModelEntry>& models)
{
    if (m_isAnswered || m_state != State::Hidden)
        return;
    const auto builtIn =
        std::ranges::find_if(models, [reads = m_session.encoder()](const ModelEntry& model) {
            return model.builtIn && model.inUse && reads &&
                   model.name == QString::fromStdString(reads->space.model);
        });
    m_isJudged = true;
    const bool hasOthers = std::ranges::any_of(
        models, [](const ModelEntry& model) { return model.installed && !model.builtIn; });
    if (builtIn == models.end() || hasOthers)
        return; // the user knows about models
    if (builtIn->speed <= 0 && !std::exchange(m_isMeasured, true)) {
        m_manager.measure(*builtIn);
        return;
    }
    m_facts.photos = indexedPhotos(m_session.status());
    // What a photo costs besides the model stays the same.
    if (builtIn->speed > 0)
        m_facts.time = std::chrono::seconds(
            std::llround(static_cast<double>(m_facts.photos) *
                         (1 / m_facts.photosPerSecond + kTimesTheWork / builtIn->speed)));
    setState(State::Offered);
}

void ModelOffer::setState(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void ModelOffer::forbid()
{
    m_isAnswered = true; // in this run
    setState(State::Hidden);
}

void ModelOffer::begin(bool downloading)
{
    m_isDownloading = downloading;
    m_bytesDone = 0;
    m_bytesTotal = 0;
    m_error.reset();
    setState(State::Installing);
}

void ModelOffer::accept()
{
    begin(true);
    m_manager.ask(m_wanted);
}

void ModelOffer::acceptFolder(const std::filesystem::path& folder)
{
    begin(false);
    m_manager.add(folder);
}

void ModelOffer::decline()
{
    answer();
}

void ModelOffer::answer()
{
    m_isAnswered = true;
    QSettings().setValue(kAnsweredKey, true);
    setState(State::Hidden);
}

} // namespace lookalike
