// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/model_manager.h"

#include "core/base/path_bytes.h"
#include "core/encode/encoder_speed.h"
#include "core/encode/hub/curated_models.h"
#include "core/encode/installed_models.h"
#include "core/encode/model_directory.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/preferences.h"
#include "ui/text/display_text.h"
#include "ui/text/translated.h"

#include <QLocale>
#include <algorithm>

namespace lookalike {

namespace {

constexpr std::chrono::seconds kMeasured{2};

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

quint64 sizeOf(const ModelDirectory& model)
{
    quint64 bytes = 0;
    std::error_code error;
    for (const auto& file : model.weightFiles)
        bytes += std::filesystem::file_size(file, error);
    return bytes;
}

std::vector<ModelEntry> listModels()
{
    std::vector<ModelEntry> entries;
    std::vector<std::string> ids;
    const auto used = findModel("");
    for (const ModelDirectory& model : installedModels()) {
        const auto record = readModelRecord(model.path);
        ModelEntry entry;
        entry.name = displayName(model.path);
        entry.bytes = sizeOf(model);
        entry.installed = true;
        entry.builtIn = isBuiltInModel(model.path);
        std::error_code error;
        entry.inUse = used && std::filesystem::equivalent(*used, model.path, error);
        entry.path = model.path;
        if (entry.builtIn)
            entry.purpose = ModelManager::tr("Small and fast; built in");
        if (record) {
            entry.licence = toText(displayText(std::string_view(record->licence)));
            ids.push_back(record->id);
            if (const CuratedModel* curated = findCurated(record->id))
                entry.purpose = translated(curated->purpose);
        }
        entries.push_back(std::move(entry));
    }
    for (const CuratedModel& model : curatedModels()) {
        if (std::find(ids.begin(), ids.end(), model.id) != ids.end())
            continue;
        ModelEntry entry;
        entry.name = toText(model.id);
        entry.purpose = translated(model.purpose);
        entry.licence = toText(model.licence);
        entry.bytes = model.approximateBytes;
        entries.push_back(std::move(entry));
    }
    for (ModelEntry& entry : entries) {
        const auto speed = preferences::modelSpeed(entry.name);
        entry.speed = speed.photosPerSecond;
        entry.device = speed.device;
    }
    return entries;
}

} // namespace

Result<> loadsOnCpu(const std::filesystem::path& folder)
{
    const auto directory = openModelDirectory(folder);
    if (!directory)
        return fail(directory);
    EncoderOptions options;
    options.device = DeviceKind::Cpu;
    const auto encoder = loadEncoder(*directory, options);
    return encoder ? Result<>() : fail(encoder);
}

ModelManager::ModelManager(Background& background, HubOptions hub, ModelCheck check,
                           QObject* parent)
    : QObject(parent)
    , m_hub(std::move(hub))
    , m_check(std::move(check))
    , m_runner(background, BackgroundRunner::Policy::OneAtATime)
{
    connect(&m_runner, &BackgroundRunner::busyChanged, this, &ModelManager::busyChanged);
}

template <class Work>
void ModelManager::change(Work work)
{
    m_runner.start(
        this, std::move(work),
        [this](const QString& message) {
            Q_EMIT done(message);
            refresh();
        },
        &ModelManager::failed);
}

template <class Work>
void ModelManager::install(Work work, const QString& message)
{
    m_runner.start(
        this, std::move(work),
        [this, message](const std::filesystem::path& model) {
            Q_EMIT done(message.arg(displayName(model)));
            Q_EMIT added(model);
            refresh();
        },
        &ModelManager::failed);
}

ProgressCallback ModelManager::reporter()
{
    return m_runner.toGuiThread(this, [this](const Progress& progress) {
        Q_EMIT progressed(displayName(progress.current), progress.done, progress.total);
    });
}

void ModelManager::refresh()
{
    m_runner.start(
        this,
        [](const std::stop_token&) -> Result<std::vector<ModelEntry>> { return listModels(); },
        [this](const std::vector<ModelEntry>& models) {
            m_models = models;
            Q_EMIT listed(m_models);
        },
        &ModelManager::failed);
}

void ModelManager::ask(const QString& id)
{
    m_runner.start(
        this,
        [text = id.trimmed().toStdString(),
         hub = m_hub](const std::stop_token& stop) -> Result<RemoteModel> {
            const auto model = parseCuratedId(text);
            if (!model)
                return fail(model);
            return askHub(*model, hub, stop);
        },
        &ModelManager::described, &ModelManager::failed);
}

void ModelManager::download(const RemoteModel& model)
{
    install(
        [this, model, progress = reporter()](const std::stop_token& stop) {
            return ModelStore(personalModelsFolder(), m_check)
                .download(model, m_hub, progress, stop);
        },
        tr("Downloaded and verified %1."));
}

void ModelManager::add(const std::filesystem::path& folder)
{
    install(
        [this, folder, progress = reporter()](const std::stop_token& stop) {
            return ModelStore(personalModelsFolder(), m_check)
                .addFolder(folder, {}, progress, stop);
        },
        tr("Added %1."));
}

void ModelManager::verify(const ModelEntry& model)
{
    change([model](const std::stop_token& stop) -> Result<QString> {
        const auto checks = ModelStore::verify(model.path, stop);
        if (!checks)
            return fail(checks);
        for (const FileCheck& check : *checks)
            if (check.state == FileCheck::State::Mismatch)
                return fail(
                    ErrorCode::Broken,
                    "%1 has changed since it was installed. Remove the model and add it again"_msg(
                        check.name),
                    model.path);
        const bool recorded =
            !checks->empty() && checks->front().state == FileCheck::State::Verified;
        return recorded
                   ? tr("All files of %1 are unchanged.").arg(model.name)
                   : tr("%1 is readable, but no checksums were recorded for it.").arg(model.name);
    });
}

void ModelManager::remove(const ModelEntry& model)
{
    m_runner.start(
        this,
        [path = model.path](const std::stop_token&) -> Result<bool> {
            const bool wasChosen = pathToBytes(path.filename()) == chosenModel();
            if (auto removed = ModelStore(personalModelsFolder()).remove(path); !removed)
                return fail(removed);
            if (wasChosen)
                if (auto reset = setDefaultModel({}); !reset)
                    return fail(reset);
            return wasChosen;
        },
        [this, name = model.name](bool wasChosen) {
            Q_EMIT done(tr("Removed %1.").arg(name));
            if (wasChosen)
                Q_EMIT chosen({}, {});
            refresh();
        },
        &ModelManager::failed);
}

void ModelManager::use(const ModelEntry& model)
{
    useNamed(model.builtIn ? QString() : QString::fromUtf8(pathBytes(model.path.filename())));
}

void ModelManager::useNamed(const QString& name)
{
    m_runner.start(
        this,
        [name](const std::stop_token&) -> Result<QString> {
            const QString before = QString::fromStdString(chosenModel());
            if (auto set = setDefaultModel(name.toStdString()); !set)
                return fail(set);
            return before;
        },
        [this, name](const QString& before) {
            Q_EMIT chosen(name, before);
            refresh();
        },
        &ModelManager::failed);
}

void ModelManager::measure(const ModelEntry& model)
{
    change([this, model](const std::stop_token& stop) -> Result<QString> {
        const auto directory = openModelDirectory(model.path);
        if (!directory)
            return fail(directory);
        EncoderOptions options;
        options.device = preferences::device();
        const auto encoder = loadEncoder(*directory, options);
        if (!encoder)
            return fail(encoder);
        const auto speed = measureSpeed(**encoder, kMeasured, stop);
        if (!speed)
            return fail(speed);
        const QString device = toText((*encoder)->info().deviceText);
        preferences::setModelSpeed(model.name, {*speed, device});
        return tr("%1 reads %2 photos per second on this computer (%3).")
            .arg(model.name, QLocale().toString(*speed, 'f', *speed < 10 ? 1 : 0), device);
    });
}

} // namespace lookalike
