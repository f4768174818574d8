// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/hub/model_store.h"
#include "ui/bridge/background_runner.h"

#include <vector>

namespace lookalike {

/// A model that is installed, or one of the list that could be.
struct ModelEntry {
    QString name; ///< the folder's, or "owner/name"
    QString purpose;
    QString licence;
    quint64 bytes = 0;
    double speed = 0; ///< photos a second on this machine; 0: not measured
    QString device;   ///< that it was measured on
    bool installed = false;
    bool builtIn = false;
    bool inUse = false; ///< where no other model is named
    std::filesystem::path path;
};

/// Does for the window what `lookalike-cli models` does, one thing at a time on a thread of its
/// own. GUI thread only. Connects to the network in ask() and download() alone.
class ModelManager : public QObject {
    Q_OBJECT

public:
    /// `hub` says where to ask; `check` what a new model must pass.
    ModelManager(Background& background, HubOptions hub, ModelCheck check,
                 QObject* parent = nullptr);

    [[nodiscard]] bool isBusy() const { return m_runner.isBusy(); }
    /// What listed() said last.
    [[nodiscard]] const std::vector<ModelEntry>& models() const { return m_models; }

public Q_SLOTS:
    void refresh(); ///< listed()
    /// Asks the hub about "owner/name" or "owner/name@revision": described().
    void ask(const QString& id);
    void download(const lookalike::RemoteModel& model);
    void add(const std::filesystem::path& folder);
    void verify(const lookalike::ModelEntry& model);
    void remove(const lookalike::ModelEntry& model);
    /// Makes it the one that reads photos: chosen().
    void use(const lookalike::ModelEntry& model);
    /// The same by a name that chosen() gave; an empty one is the built-in model.
    void useNamed(const QString& name);
    /// Takes some seconds and remembers the outcome.
    void measure(const lookalike::ModelEntry& model);
    void cancel() { m_runner.cancel(); }

Q_SIGNALS:
    void listed(const std::vector<lookalike::ModelEntry>& models);
    void described(const lookalike::RemoteModel& model);
    void progressed(const QString& file, quint64 done, quint64 total);
    void busyChanged(bool busy);
    /// Something the user asked for was done; then listed() follows.
    void done(const QString& message);
    /// A model was downloaded or added, and can be used; follows done().
    void added(const std::filesystem::path& model);
    void failed(const lookalike::Error& error);
    /// Another model is to read photos from now on. An open library does not know it yet.
    void chosen(const QString& name, const QString& before);

private:
    /// `work` returns what done() is to say.
    template <class Work>
    void change(Work work);
    /// `work` returns the folder of a new model, and `message` what done() is to say of its name.
    template <class Work>
    void install(Work work, const QString& message);
    [[nodiscard]] ProgressCallback reporter();

    const HubOptions m_hub;
    const ModelCheck m_check;
    std::vector<ModelEntry> m_models;
    BackgroundRunner m_runner;
};

/// The check of the real program: the model loads on the CPU.
[[nodiscard]] Result<> loadsOnCpu(const std::filesystem::path& folder);

} // namespace lookalike
