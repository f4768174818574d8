// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/filter_bar.h"

#include "ui/bridge/conversions.h"
#include "ui/text/display_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QCheckBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QTimeZone>
#include <QToolButton>
#include <QWidgetAction>
#include <algorithm>

namespace lookalike {

namespace {

constexpr std::uint64_t kMegapixel = 1'000'000;
constexpr int kMinimumMegapixels[] = {1, 4, 8, 12, 24};
constexpr int kLongestName = 160;      ///< of a folder on its button
constexpr qsizetype kNamedFormats = 2; ///< more are counted

// Capture dates are a camera's own clock without a zone, kept as if they were UTC.
QDate dateOf(std::int64_t seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc()).date();
}

std::int64_t startOf(const QDate& date)
{
    return date.startOfDay(QTimeZone::utc()).toSecsSinceEpoch();
}

void setButton(QToolButton* button, const QString& text, bool active)
{
    const QString shown = button->fontMetrics().elidedText(text, Qt::ElideMiddle, kLongestName);
    button->setText(plainButtonText(shown));
    button->setToolTip(shown == text ? QString() : plainToolTip(text));
    button->setAccessibleName(text);
    if (button->property("active").toBool() == active)
        return;
    button->setProperty("active", active);
    button->style()->unpolish(button);
    button->style()->polish(button);
}

QString shapeText(ContentFilter::Shape shape)
{
    switch (shape) {
    case ContentFilter::Shape::Any:
        return FilterBar::tr("Any shape");
    case ContentFilter::Shape::Landscape:
        return FilterBar::tr("Landscape");
    case ContentFilter::Shape::Portrait:
        return FilterBar::tr("Portrait");
    case ContentFilter::Shape::Square:
        return FilterBar::tr("Square");
    }
    return {};
}

QString sizeText(const ContentFilter& filter)
{
    if (filter.minPixels)
        return FilterBar::tr("At least %1 MP").arg(qulonglong(*filter.minPixels / kMegapixel));
    if (filter.maxPixels)
        return FilterBar::tr("Under %1 MP").arg(qulonglong(*filter.maxPixels / kMegapixel + 1));
    return FilterBar::tr("Any size");
}

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("filterBar"));
    auto* layout = new FlowLayout(metrics::kGap, this);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kMargin,
                               metrics::kHalfGap);
    m_folderButton = addButton(QStringLiteral("folder"));
    m_dateButton = addButton(QStringLiteral("calendar"));
    m_formatButton = addButton(QStringLiteral("picture"));
    m_sizeButton = addButton(QStringLiteral("large-grid"));
    m_shapeButton = addButton(QStringLiteral("region"));
    m_photosOnly = new QCheckBox(tr("From a camera"), this);
    m_photosOnly->setToolTip(tr("Only photos with a camera name or a capture date"));
    m_photosOnly->setAccessibleName(tr("Only photos with a camera name or a capture date"));
    layout->addWidget(m_photosOnly);
    m_originalsOnly = new QCheckBox(tr("Only originals"), this);
    m_originalsOnly->setToolTip(
        tr("Hides smaller, cropped or edited copies that the search for duplicates has found"));
    m_originalsOnly->setAccessibleName(tr("Only originals, no copies"));
    layout->addWidget(m_originalsOnly);
    m_clear = new QPushButton(tr("Clear filters"), this);
    m_clear->setProperty("link", true);
    layout->addWidget(m_clear);

    buildFolders();
    buildDates();
    buildFormats();
    buildSizes();
    buildShapes();
    connect(m_photosOnly, &QCheckBox::clicked, this, [this](bool only) {
        m_filter.cameraOnly = only;
        edited();
    });
    connect(m_originalsOnly, &QCheckBox::clicked, this, [this](bool only) {
        m_filter.originalsOnly = only;
        edited();
    });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_filter = {};
        edited();
    });
    update();
}

QToolButton* FilterBar::addButton(const QString& icon)
{
    auto* button = new QToolButton(this);
    button->setProperty("framed", true);
    button->setIcon(lineIcon(icon));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setProperty("beside", true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMenu(new QMenu(button));
    layout()->addWidget(button);
    return button;
}

QBoxLayout* FilterBar::addPanel(QToolButton* button)
{
    auto* panel = new QWidget;
    auto* layout = new QVBoxLayout(panel);
    layout->setContentsMargins(metrics::kGap, metrics::kHalfGap, metrics::kGap, metrics::kHalfGap);
    layout->setSpacing(2);
    auto* action = new QWidgetAction(button->menu());
    action->setDefaultWidget(panel);
    button->menu()->addAction(action);
    return layout;
}

void FilterBar::buildFolders()
{
    m_folderPanel = addPanel(m_folderButton);
}

void FilterBar::setFolders(const std::vector<FolderRow>& folders)
{
    const bool same =
        std::equal(folders.begin(), folders.end(), m_folders.begin(), m_folders.end(),
                   [](const FolderRow& a, const FolderRow& b) { return a.path == b.path; });
    if (same && !folders.empty())
        return;
    m_folders = folders;
    delete m_folderButton->menu();
    m_folderButton->setMenu(new QMenu(m_folderButton));
    buildFolders();
    for (const FolderRow& folder : m_folders) {
        auto* box = new QCheckBox(plainButtonText(displayName(folder.path)));
        box->setToolTip(plainToolTip(displayText(folder.path)));
        box->setProperty("path", pathBytes(folder.path));
        m_folderPanel->addWidget(box);
        connect(box, &QCheckBox::clicked, this, [this, path = folder.path](bool used) {
            std::erase(m_filter.folders, path);
            if (used)
                m_filter.folders.push_back(path);
            edited();
        });
    }
    update();
}

void FilterBar::buildDates()
{
    QBoxLayout* panel = addPanel(m_dateButton);
    const auto addDate = [&](const QString& text, QCheckBox*& used, QDateEdit*& date) {
        used = new QCheckBox(text);
        date = new QDateEdit(QDate::currentDate());
        date->setCalendarPopup(true);
        date->setDisplayFormat(QLocale().dateFormat(QLocale::ShortFormat));
        date->setMinimumDate(QDate(1826, 1, 1)); // the oldest photo that is known
        date->setAccessibleName(text);
        auto* row = new QHBoxLayout;
        row->addWidget(used, 1);
        row->addWidget(date);
        panel->addLayout(row);
        connect(used, &QCheckBox::clicked, this, &FilterBar::editDates);
        connect(date, &QDateEdit::dateChanged, this, [this, used] {
            used->setChecked(true);
            editDates();
        });
    };
    addDate(tr("Taken from"), m_fromUsed, m_from);
    addDate(tr("Taken until"), m_toUsed, m_to);
}

void FilterBar::editDates()
{
    m_filter.takenAfter.reset();
    m_filter.takenBefore.reset();
    if (m_fromUsed->isChecked())
        m_filter.takenAfter = startOf(m_from->date());
    if (m_toUsed->isChecked())
        m_filter.takenBefore = startOf(m_to->date().addDays(1)) - 1;
    edited();
}

void FilterBar::buildFormats()
{
    QBoxLayout* panel = addPanel(m_formatButton);
    for (const ImageFormat format :
         {ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Heic,
          ImageFormat::Avif, ImageFormat::Raw, ImageFormat::Tiff, ImageFormat::Gif,
          ImageFormat::Bmp, ImageFormat::Jpeg2000, ImageFormat::JpegXl, ImageFormat::Psd,
          ImageFormat::Tga, ImageFormat::Pnm, ImageFormat::Ico}) {
        auto* box = new QCheckBox(QString::fromLatin1(formatTitle(format)));
        panel->addWidget(box);
        m_formats.emplace_back(box, format);
        connect(box, &QCheckBox::clicked, this, [this, format](bool used) {
            std::erase(m_filter.formats, format);
            if (used)
                m_filter.formats.push_back(format);
            edited();
        });
    }
}

void FilterBar::buildSizes()
{
    const auto add = [this](std::optional<std::uint64_t> least, std::optional<std::uint64_t> most) {
        ContentFilter wanted;
        wanted.minPixels = least;
        wanted.maxPixels = most;
        m_sizeButton->menu()->addAction(sizeText(wanted), this, [this, least, most] {
            m_filter.minPixels = least;
            m_filter.maxPixels = most;
            edited();
        });
    };
    add(std::nullopt, std::nullopt);
    for (const int megapixels : kMinimumMegapixels)
        add(static_cast<std::uint64_t>(megapixels) * kMegapixel, std::nullopt);
    add(std::nullopt, kMegapixel - 1);
}

void FilterBar::buildShapes()
{
    using Wanted = ContentFilter::Shape;
    for (const Wanted shape : {Wanted::Any, Wanted::Landscape, Wanted::Portrait, Wanted::Square})
        m_shapeButton->menu()->addAction(shapeText(shape), this, [this, shape] {
            m_filter.shape = shape;
            edited();
        });
}

void FilterBar::setFilter(const ContentFilter& filter)
{
    m_filter = filter;
    update();
}

void FilterBar::edited()
{
    update();
    Q_EMIT filterEdited(m_filter);
}

int FilterBar::activeCount(const ContentFilter& filter)
{
    return int(!filter.folders.empty()) + int(filter.takenAfter || filter.takenBefore) +
           int(!filter.formats.empty()) + int(filter.minPixels || filter.maxPixels) +
           int(filter.shape != ContentFilter::Shape::Any) + int(filter.cameraOnly) +
           int(filter.originalsOnly);
}

void FilterBar::update()
{
    for (QCheckBox* box : m_folderButton->menu()->findChildren<QCheckBox*>()) {
        const auto path = pathFromBytes(box->property("path").toByteArray());
        box->setChecked(std::find(m_filter.folders.begin(), m_filter.folders.end(), path) !=
                        m_filter.folders.end());
    }
    const auto folders = static_cast<int>(m_filter.folders.size());
    setButton(m_folderButton,
              folders == 0   ? tr("All folders")
              : folders == 1 ? displayName(m_filter.folders.front())
                             : tr("%Ln folders", nullptr, folders),
              folders > 0);

    const auto showDate = [](QCheckBox* used, QDateEdit* date, const auto& seconds) {
        used->setChecked(seconds.has_value());
        const QSignalBlocker blocker(date);
        if (seconds)
            date->setDate(dateOf(*seconds));
    };
    showDate(m_fromUsed, m_from, m_filter.takenAfter);
    showDate(m_toUsed, m_to, m_filter.takenBefore);
    const QLocale locale;
    const QString from = m_filter.takenAfter
                             ? locale.toString(dateOf(*m_filter.takenAfter), QLocale::ShortFormat)
                             : QString();
    const QString until = m_filter.takenBefore
                              ? locale.toString(dateOf(*m_filter.takenBefore), QLocale::ShortFormat)
                              : QString();
    QString dates = tr("Any date");
    if (!from.isEmpty() && !until.isEmpty())
        dates = tr("%1 to %2").arg(from, until);
    else if (!from.isEmpty())
        dates = tr("From %1").arg(from);
    else if (!until.isEmpty())
        dates = tr("Until %1").arg(until);
    setButton(m_dateButton, dates, m_filter.takenAfter || m_filter.takenBefore);

    QStringList formats;
    for (const auto& [box, format] : m_formats) {
        const bool used = std::find(m_filter.formats.begin(), m_filter.formats.end(), format) !=
                          m_filter.formats.end();
        box->setChecked(used);
        if (used)
            formats += box->text();
    }
    setButton(m_formatButton,
              formats.isEmpty() ? tr("Any format")
              : formats.size() <= kNamedFormats
                  ? formats.join(QStringLiteral(", "))
                  : tr("%Ln formats", nullptr, static_cast<int>(formats.size())),
              !formats.isEmpty());
    setButton(m_sizeButton, sizeText(m_filter), m_filter.minPixels || m_filter.maxPixels);
    setButton(m_shapeButton, shapeText(m_filter.shape),
              m_filter.shape != ContentFilter::Shape::Any);
    m_photosOnly->setChecked(m_filter.cameraOnly);
    m_originalsOnly->setChecked(m_filter.originalsOnly);
    m_clear->setVisible(activeCount(m_filter) > 0);
}

} // namespace lookalike
