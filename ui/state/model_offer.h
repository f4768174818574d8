// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/hub/curated_models.h"
#include "ui/bridge/model_manager.h"

#include <QElapsedTimer>
#include <QObject>
#include <chrono>
#include <optional>

namespace lookalike {

class LibrarySession;

/// Offers a larger model once the first photos were read with the built-in one, until the user
/// answers: what it costs for this library, and its way from the button to being used. Connects to
/// the network in accept() alone. Knows no widget. GUI thread.
class ModelOffer : public QObject {
    Q_OBJECT

public:
    enum class State {
        Hidden,
        Offered,
        Installing,
        Failed, ///< error() says why
    };
    struct Facts {
        QString model;              ///< "owner/name"
        QString licence;            ///< as named by the hub
        quint64 bytes = 0;          ///< of the download, about
        quint64 photos = 0;         ///< in the library
        double photosPerSecond = 0; ///< that were read with the built-in model on this machine
        /// To read all of them with the larger one, estimated.
        std::optional<std::chrono::seconds> time;
    };

    /// `session` must outlive it. `hub` and `check` as ModelManager has them.
    ModelOffer(LibrarySession& session, const CuratedModel& model, HubOptions hub, ModelCheck check,
               QObject* parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    /// Something is looked up or downloaded.
    [[nodiscard]] bool isBusy() const { return m_manager.isBusy(); }
    [[nodiscard]] const Facts& facts() const { return m_facts; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// The model comes from the network, not from a folder.
    [[nodiscard]] bool isDownloading() const { return m_isDownloading; }
    /// Of what is installed; 0 while its size is not known yet.
    [[nodiscard]] quint64 bytesDone() const { return m_bytesDone; }
    [[nodiscard]] quint64 bytesTotal() const { return m_bytesTotal; }

    /// The command line names the model of this run.
    void forbid();
    /// Downloads the model and uses it: chosen() follows.
    void accept();
    /// The same with a folder that holds it.
    void acceptFolder(const std::filesystem::path& folder);
    /// Gives the download up; what has come is kept for the next time.
    void cancel() { m_manager.cancel(); }
    /// For good.
    void decline();

Q_SIGNALS:
    void changed();
    /// As ModelManager::chosen().
    void chosen(const QString& name, const QString& before);

private:
    void connectManager();
    void watchReading(const Progress& progress);
    void endReading(const IndexingSummary& summary);
    /// Offers it where all that is to be said is known, and finds out what is not.
    void consider();
    void judge(const std::vector<ModelEntry>& models);
    void setState(State state);
    void begin(bool downloading);
    void answer();

    LibrarySession& m_session;
    const QString m_wanted; ///< "owner/name@revision"
    ModelManager m_manager;
    State m_state = State::Hidden;
    bool m_isAnswered;
    bool m_isJudged = false;   ///< the library that is open
    bool m_isMeasured = false; ///< the built-in model alone, or that was tried
    Facts m_facts;
    std::optional<Error> m_error;
    bool m_isDownloading = false;
    quint64 m_bytesDone = 0;
    quint64 m_bytesTotal = 0;
    QElapsedTimer m_reading; ///< runs while photos are read
    qint64 m_readingMs = 0;  ///< before the last pause
};

} // namespace lookalike
