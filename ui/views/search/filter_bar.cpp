// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/filter_bar.h"

#include "ui/views/search/concept_filter.h"
#include "ui/views/search/date_filter.h"
#include "ui/views/search/filter_button.h"
#include "ui/views/search/folder_filter.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr std::uint64_t kMegapixel = 1'000'000;
constexpr int kMinimumMegapixels[] = {1, 4, 8, 12, 24};
constexpr qsizetype kNamedFormats = 2; ///< more are counted

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
        return FilterBar::tr("At least %1 MP").arg(QString::number(*filter.minPixels / kMegapixel));
    if (filter.maxPixels)
        return FilterBar::tr("Under %1 MP")
            .arg(QString::number(*filter.maxPixels / kMegapixel + 1));
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
    m_folders = addButton<FolderFilter>();
    m_concepts = addButton<ConceptFilter>();
    m_dates = addButton<DateFilter>();
    m_formatButton = addButton<FilterButton>(QStringLiteral("picture"));
    m_sizeButton = addButton<FilterButton>(QStringLiteral("large-grid"));
    m_shapeButton = addButton<FilterButton>(QStringLiteral("region"));
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

    connect(m_folders, &FolderFilter::edited, this,
            [this](const std::vector<std::filesystem::path>& folders, bool withSubfolders) {
                m_filter.folders = folders;
                m_filter.withSubfolders = withSubfolders;
                edited();
            });
    connect(m_concepts, &ConceptFilter::edited, this, [this](const std::vector<ConceptId>& used) {
        m_filter.concepts = used;
        edited();
    });
    connect(m_dates, &DateFilter::edited, this, [this](const auto& after, const auto& before) {
        m_filter.takenAfter = after;
        m_filter.takenBefore = before;
        edited();
    });
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

template <class Button, class... Arguments>
Button* FilterBar::addButton(Arguments&&... arguments)
{
    auto* button = new Button(std::forward<Arguments>(arguments)..., this);
    layout()->addWidget(button);
    return button;
}

void FilterBar::setStatus(const LibraryStatus& status)
{
    m_folders->setFolders(status.folders);
    m_dates->setDates(status.dates);
}

void FilterBar::setConcepts(const ConceptRunner& concepts)
{
    m_concepts->setConcepts(concepts);
}

void FilterBar::buildFormats()
{
    QBoxLayout* panel = m_formatButton->addPanel();
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

void FilterBar::addChoice(FilterButton& button, const QString& text,
                          const std::function<bool(const ContentFilter&)>& isChosen,
                          const std::function<void(ContentFilter&)>& choose)
{
    QAction* action = button.menu()->addAction(text, this, [this, choose] {
        choose(m_filter);
        edited();
    });
    action->setCheckable(true);
    m_choices.emplace_back(action, isChosen);
}

void FilterBar::buildSizes()
{
    const auto add = [this](std::optional<std::uint64_t> least, std::optional<std::uint64_t> most) {
        ContentFilter wanted;
        wanted.minPixels = least;
        wanted.maxPixels = most;
        addChoice(
            *m_sizeButton, sizeText(wanted),
            [=](const ContentFilter& filter) {
                return filter.minPixels == least && filter.maxPixels == most;
            },
            [=](ContentFilter& filter) {
                filter.minPixels = least;
                filter.maxPixels = most;
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
        addChoice(
            *m_shapeButton, shapeText(shape),
            [=](const ContentFilter& filter) { return filter.shape == shape; },
            [=](ContentFilter& filter) { filter.shape = shape; });
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
    return int(!filter.folders.empty()) + int(!filter.concepts.empty()) +
           int(filter.takenAfter || filter.takenBefore) + int(!filter.formats.empty()) +
           int(filter.minPixels || filter.maxPixels) +
           int(filter.shape != ContentFilter::Shape::Any) + int(filter.cameraOnly) +
           int(filter.originalsOnly);
}

void FilterBar::update()
{
    m_folders->setFilter(m_filter);
    m_concepts->setFilter(m_filter);
    m_dates->setFilter(m_filter);
    for (const auto& [action, isChosen] : m_choices)
        action->setChecked(isChosen(m_filter));
    QStringList formats;
    for (const auto& [box, format] : m_formats) {
        const bool used = std::find(m_filter.formats.begin(), m_filter.formats.end(), format) !=
                          m_filter.formats.end();
        box->setChecked(used);
        if (used)
            formats += box->text();
    }
    m_formatButton->show(formats.isEmpty() ? tr("Any format")
                         : formats.size() <= kNamedFormats
                             ? formats.join(QStringLiteral(", "))
                             : tr("%Ln formats", nullptr, static_cast<int>(formats.size())),
                         !formats.isEmpty());
    m_sizeButton->show(sizeText(m_filter), m_filter.minPixels || m_filter.maxPixels);
    m_shapeButton->show(shapeText(m_filter.shape), m_filter.shape != ContentFilter::Shape::Any);
    m_photosOnly->setChecked(m_filter.cameraOnly);
    m_originalsOnly->setChecked(m_filter.originalsOnly);
    m_clear->setVisible(activeCount(m_filter) > 0);
}

} // namespace lookalike
