// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preferences/preferences_dialog.h"

#include "core/base/portable.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/translations.h"
#include "ui/views/preferences/data_section.h"
#include "ui/views/preferences/exclusions_section.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDirIterator>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>

namespace lookalike {

namespace {

constexpr int kNoteWidth = 400;

QLabel* sectionTitle(const QString& text)
{
    QLabel* label = plainLabel(text);
    label->setProperty("heading", true);
    label->setContentsMargins(0, metrics::kGap, 0, 0);
    return label;
}

QLabel* note(const QString& text)
{
    QLabel* label = secondaryLabel(text);
    label->setWordWrap(true);
    label->setMinimumWidth(kNoteWidth); // otherwise its height is computed for a narrow column
    return label;
}

/// A label with a mnemonic for `field`; plainLabel() would show the ampersand. Screen readers say
/// it before what is chosen in the field.
QLabel* nameOf(const QString& text, QWidget* field)
{
    field->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    auto* label = new QLabel(text);
    label->setBuddy(field);
    return label;
}

/// Keeps the widgets as wide as their text instead of as wide as the dialog.
QWidget* leftAligned(QWidget* first, QWidget* second = nullptr)
{
    auto* area = new QWidget;
    auto* layout = new QHBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(first);
    if (second != nullptr)
        layout->addWidget(second);
    layout->addStretch(1);
    return area;
}

struct FolderSize {
    quint64 files = 0;
    quint64 bytes = 0;
};

FolderSize sizeOf(const QString& folder)
{
    FolderSize size;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        ++size.files;
        size.bytes += static_cast<quint64>(it.fileInfo().size());
    }
    return size;
}

} // namespace

PreferencesDialog::PreferencesDialog(LibrarySession& session, Theme& theme,
                                     const ReadingActions& reading, const FixedByCommandLine& fixed,
                                     QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_theme(theme)
    , m_reading(reading)
    , m_fixed(fixed)
    , m_deviceBefore(preferences::device())
    , m_megapixelsBefore(preferences::maxMegapixels())
{
    setWindowTitle(tr("Settings"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    QWidget* form = buildForm();
    scroll->setWidget(form);
    scroll->setMinimumWidth(form->minimumSizeHint().width() +
                            scroll->verticalScrollBar()->sizeHint().width());
    auto* shortcuts = new QPushButton(tr("&Keyboard shortcuts…"), this);
    auto* models = new QPushButton(tr("M&odels…"), this);
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    connect(shortcuts, &QPushButton::clicked, this, &PreferencesDialog::shortcutsRequested);
    connect(models, &QPushButton::clicked, this, &PreferencesDialog::modelsRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 0, 16, 0);
    buttons->addWidget(shortcuts);
    buttons->addWidget(models);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(scroll, 1);
    layout->addLayout(buttons);
    const QSize wanted = form->sizeHint() + QSize(24, 72);
    resizeToFit(*this, {std::max(wanted.width(), 640), wanted.height()});
}

QWidget* PreferencesDialog::buildForm()
{
    auto* area = new QWidget(this);
    auto* form = new QFormLayout(area);
    form->setContentsMargins(16, 16, 16, 4);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(metrics::kGap);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addAppearance(*form);
    addReading(*form);
    form->addRow(sectionTitle(tr("Catalog")));
    form->addRow(new DataSection(m_session, m_fixed.catalog, this));
    addThumbnails(*form);
    return area;
}

void PreferencesDialog::addAppearance(QFormLayout& form)
{
    form.addRow(sectionTitle(tr("Appearance")));
    auto* language = new QComboBox(this);
    language->addItem(tr("Follow system"), QString());
    for (const Language& known : languages())
        language->addItem(known.name, known.code);
    language->setCurrentIndex(std::max(0, language->findData(preferences::language())));
    auto* restart = new QPushButton(tr("Re&start now"), this);
    restart->hide();
    const QString before = preferences::language();
    connect(language, &QComboBox::currentIndexChanged, this, [language, restart, before] {
        const QString code = language->currentData().toString();
        preferences::setLanguage(code);
        restart->setVisible(code != before);
    });
    connect(restart, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT restartRequested();
    });
    restart->setToolTip(tr("The new language takes effect after a restart."));
    form.addRow(nameOf(tr("&Language"), language), leftAligned(language, restart));

    auto* colours = new QComboBox(this);
    colours->addItem(tr("Follow system"), QVariant::fromValue(Theme::Choice::System));
    colours->addItem(tr("Light"), QVariant::fromValue(Theme::Choice::Light));
    colours->addItem(tr("Dark"), QVariant::fromValue(Theme::Choice::Dark));
    colours->setCurrentIndex(static_cast<int>(m_theme.choice()));
    connect(colours, &QComboBox::currentIndexChanged, this,
            [this, colours] { m_theme.setChoice(colours->currentData().value<Theme::Choice>()); });
    form.addRow(nameOf(tr("&Colours"), colours), leftAligned(colours));
}

void PreferencesDialog::addReading(QFormLayout& form)
{
    form.addRow(sectionTitle(tr("Reading photos")));
    const auto addCheck = [&](const QString& text, QAction* action) {
        auto* check = new QCheckBox(text, this);
        check->setChecked(action->isChecked());
        connect(check, &QCheckBox::toggled, action, &QAction::setChecked);
        form.addRow(check);
    };
    addCheck(tr("Check for new photos at s&tart"), m_reading.checkAtStart);
    addCheck(tr("Notice ne&w photos automatically"), m_reading.watchFolders);
    if (m_reading.mainsOnly->isVisible())
        addCheck(tr("Read with another model only on mains po&wer"), m_reading.mainsOnly);
    auto* exclusions = new ExclusionsSection(m_session, this);
    form.addRow(nameOf(tr("Folde&rs"), exclusions->folders()), exclusions);

    m_device = new QComboBox(this);
    m_deviceNote = note({});
    fillDevices();
    connect(m_device, &QComboBox::currentIndexChanged, this, [this] {
        preferences::setDevice(static_cast<DeviceKind>(m_device->currentData().toInt()));
    });
    connect(&m_session, &LibrarySession::prepared, this, &PreferencesDialog::fillDevices);
    form.addRow(nameOf(tr("Run o&n"), m_device), leftAligned(m_device));
    form.addRow(QString(), m_deviceNote);

    m_megapixels = new QSpinBox(this);
    m_megapixels->setRange(preferences::kFewestMegapixels, preferences::kMostMegapixels);
    m_megapixels->setSingleStep(50);
    m_megapixels->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_megapixels->setSuffix(tr(" megapixels"));
    m_megapixels->setValue(m_megapixelsBefore);
    connect(m_megapixels, &QSpinBox::valueChanged, this,
            [](int value) { preferences::setMaxMegapixels(value); });
    form.addRow(nameOf(tr("Largest &picture"), m_megapixels), leftAligned(m_megapixels));
    form.addRow(QString(), note(tr("Larger pictures are listed as not read. With a higher limit, "
                                   "damaged files can use more memory.")));
}

void PreferencesDialog::addThumbnails(QFormLayout& form)
{
    form.addRow(sectionTitle(tr("Thumbnails")));
    m_thumbnails = note({});
    m_empty = new QPushButton(tr("&Empty"), this);
    m_empty->setAccessibleName(tr("Empty the thumbnail cache"));
#if !defined(Q_OS_WIN) && !defined(Q_OS_MACOS)
    auto* share = new QCheckBox(tr("Share thumbnails with the file man&ager"), this);
    share->setChecked(preferences::sharesThumbnails());
    share->setEnabled(portableFolder().empty());
    connect(share, &QCheckBox::toggled, this, [this](bool shares) {
        preferences::setSharesThumbnails(shares);
        m_session.thumbnails().setCache(ThumbnailCache());
        measureThumbnails();
    });
    form.addRow(share);
#endif
    auto* row = new QHBoxLayout;
    row->addWidget(m_thumbnails, 1);
    row->addWidget(m_empty, 0, Qt::AlignTop);
    form.addRow(row);
    connect(m_empty, &QPushButton::clicked, this, [this] {
        QDir(ThumbnailCache::ownRoot()).removeRecursively();
        measureThumbnails();
    });
    measureThumbnails();
}

void PreferencesDialog::fillDevices()
{
    const QSignalBlocker blocker(m_device);
    const auto& encoder = m_session.encoder();
    const bool gpu = encoder && encoder->device != DeviceKind::Cpu;
    m_device->clear();
    const auto add = [this](const QString& text, DeviceKind device) {
        m_device->addItem(text, static_cast<int>(device));
    };
    add(tr("Automatic"), DeviceKind::Auto);
    add(tr("CPU"), DeviceKind::Cpu);
    if (gpu)
        add(QString::fromStdString(encoder->deviceText), encoder->device);
    else if (preferences::device() != DeviceKind::Auto && preferences::device() != DeviceKind::Cpu)
        add(tr("Unavailable GPU"), preferences::device());
    const int current = m_device->findData(static_cast<int>(preferences::device()));
    m_device->setCurrentIndex(std::max(0, current));
    m_device->setEnabled(!m_fixed.device && (gpu || preferences::device() != DeviceKind::Auto));
    if (m_fixed.device)
        m_deviceNote->setText(tr("Set on the command line, for this session only."));
    else if (encoder && !gpu && preferences::device() == DeviceKind::Auto)
        m_deviceNote->setText(tr("No usable GPU was found."));
    else if (encoder)
        m_deviceNote->setText(tr("Currently: %1").arg(QString::fromStdString(encoder->deviceText)));
    m_deviceNote->setVisible(!m_deviceNote->text().isEmpty());
}

void PreferencesDialog::measureThumbnails()
{
    const QString root = ThumbnailCache().root();
    const bool own = root == ThumbnailCache::ownRoot();
    m_empty->setVisible(own);
    if (!own) { // the folder also holds thumbnails of other programs
        m_thumbnails->setText(tr("Stored in %1.").arg(QDir::toNativeSeparators(root)));
        return;
    }
    m_thumbnails->setText(tr("Stored in %1.").arg(QDir::toNativeSeparators(root)));
    m_session.run(
        this, [root](PhotoLibrary&) -> Result<FolderSize> { return sizeOf(root); },
        [this, root](const Result<FolderSize>& size) {
            if (!size || ThumbnailCache().root() != root)
                return;
            m_thumbnails->setText(
                tr("Stored in %1: %Ln file(s), %2.", nullptr, static_cast<int>(size->files))
                    .arg(QDir::toNativeSeparators(root), text::bytes(size->bytes)));
            m_empty->setEnabled(size->files > 0);
        });
}

void PreferencesDialog::done(int result)
{
    const bool deviceChanged = preferences::device() != m_deviceBefore && !m_fixed.device;
    const bool limitChanged = preferences::maxMegapixels() != m_megapixelsBefore;
    if (deviceChanged || limitChanged)
        m_session.reopen({});
    QDialog::done(result);
}

} // namespace lookalike
