// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panels/details_panel.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/dates.h"
#include "ui/text/display_text.h"
#include "ui/text/member_facts.h"
#include "ui/text/photo_text.h"
#include "ui/widgets/accessible_role.h"
#include "ui/widgets/elided_button.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/selectable_text.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTimeZone>
#include <QVBoxLayout>
#include <span>
#include <utility>

namespace lookalike {

namespace {

constexpr int kPicturePixels = 1024;
constexpr int kTallest = 360;
constexpr std::size_t kMostLinks = 20;

void removeAll(QLayout& layout)
{
    while (QLayoutItem* item = layout.takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

QString coordinates(double latitude, double longitude)
{
    const QLocale locale;
    const auto part = [&](double value, const QString& positive, const QString& negative) {
        return locale.toString(std::abs(value), 'f', 5) + QStringLiteral("° ") +
               (value < 0 ? negative : positive);
    };
    return part(latitude, DetailsPanel::tr("N", "north"), DetailsPanel::tr("S", "south")) +
           QStringLiteral(", ") +
           part(longitude, DetailsPanel::tr("E", "east"), DetailsPanel::tr("W", "west"));
}

} // namespace

PictureView::PictureView(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void PictureView::setImage(const QImage& image)
{
    m_image = image;
    if (!image.isNull())
        m_shape = image.size();
    updateGeometry();
    update();
}

void PictureView::setShape(const QSize& shape)
{
    m_image = {};
    m_shape = shape;
    updateGeometry();
    update();
}

int PictureView::heightForWidth(int width) const
{
    if (m_shape.isEmpty())
        return width * 2 / 3;
    return std::min(kTallest, m_shape.scaled(width, kTallest, Qt::KeepAspectRatio).height());
}

void PictureView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QSize shape = m_shape.isEmpty() ? size() : m_shape;
    QRect area(QPoint(), shape.scaled(size(), Qt::KeepAspectRatio));
    area.moveCenter(rect().center());
    if (m_image.isNull()) {
        painter.fillRect(area, Theme::colors().mat);
        return;
    }
    const QImage scaled = m_image.scaled(area.size() * devicePixelRatioF(), Qt::KeepAspectRatio,
                                         Qt::SmoothTransformation);
    painter.drawImage(area, scaled);
}

DetailsPanel::DetailsPanel(LibrarySession& session, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_loader(session.background())
    , m_content(new QWidget)
    , m_hint(secondaryLabel(tr("Select a photo to see its details"), this))
    , m_picture(new PictureView)
    , m_name(new SelectableText)
    , m_match(secondaryLabel({}))
    , m_problem(plainLabel({}))
    , m_lookAgain(new QPushButton(tr("Look again")))
    , m_facts(new QGridLayout)
    , m_related(new QVBoxLayout)
    , m_similar(new QPushButton(tr("Find similar")))
{
    setObjectName(QStringLiteral("sidePanel"));
    connect(&m_session, &LibrarySession::protectionChanged, this, &DetailsPanel::askForDetails);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(metrics::kMargin, 0, metrics::kMargin, 0);
    m_hint->setAlignment(Qt::AlignCenter);
    m_name->setProperty("heading", true);
    m_name->setAccessibleName(tr("File name"));
    setAccessibleRole(*m_picture, QAccessible::Graphic);
    m_picture->setAccessibleName(tr("Preview"));
    m_facts->setContentsMargins(0, 0, 0, 0);
    m_facts->setHorizontalSpacing(metrics::kMargin);
    m_facts->setVerticalSpacing(metrics::kHalfGap);
    m_facts->setColumnStretch(1, 1);

    m_match->setWordWrap(true);
    m_problem->setWordWrap(true);
    m_similar->setProperty("primary", true);
    auto* open = new QPushButton(tr("Open"));
    auto* reveal = new QPushButton(tr("Show in folder"));
    auto* row = new FlowLayout(metrics::kGap);
    row->addWidget(open);
    row->addWidget(reveal);

    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(metrics::kMargin, metrics::kMargin, metrics::kMargin,
                                metrics::kMargin);
    content->setSpacing(metrics::kMargin);
    content->addWidget(m_picture);
    content->addWidget(m_name);
    content->addWidget(m_match);
    content->addWidget(m_problem);
    content->addWidget(m_lookAgain, 0, Qt::AlignLeft);
    content->addWidget(m_similar);
    content->addLayout(row);
    content->addLayout(m_facts);
    content->addLayout(m_related);
    content->addStretch(1);

    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_content->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    layout->addWidget(m_hint, 1);

    connect(m_similar, &QPushButton::clicked, this, [this] {
        if (m_hit)
            Q_EMIT similarRequested(*m_hit);
    });
    connect(open, &QPushButton::clicked, this, [this] {
        if (m_hit)
            Q_EMIT openRequested(m_hit->path);
    });
    connect(reveal, &QPushButton::clicked, this, [this] {
        if (m_hit)
            Q_EMIT revealRequested(m_hit->path);
    });
    connect(&m_loader, &PictureLoader::loaded, this,
            [this](const PictureSource&, const QImage& image) {
                m_picture->setImage(image);
                showProblem({}, false);
            });
    connect(&m_loader, &PictureLoader::failed, this,
            [this](const PictureSource&, const QString& reason, ErrorCode code) {
                m_picture->setShape({m_hit->width, m_hit->height});
                showProblem(reason, code == ErrorCode::NotFound);
            });
    connect(&m_session.thumbnails(), &ThumbnailProvider::revalidated, this, [this] {
        m_loader.dropRecent();
        if (m_hit)
            loadPicture();
    });
    connect(m_lookAgain, &QPushButton::clicked, this, &DetailsPanel::rescanRequested);
    connect(&m_session, &LibrarySession::opened, this, [this] {
        if (const auto hit = std::exchange(m_hit, {})) // selected before the library was open
            showHit(*hit);
    });
    clear();
}

void DetailsPanel::clear()
{
    m_hit.reset();
    m_loader.cancel();
    m_content->parentWidget()->parentWidget()->hide();
    m_hint->show();
}

void DetailsPanel::showPhoto(const SearchHit* photo)
{
    if (photo != nullptr)
        showHit(*photo);
    else
        clear();
}

void DetailsPanel::showHit(const SearchHit& hit)
{
    const bool samePhoto = m_hit && m_hit->file == hit.file && m_hit->path == hit.path;
    m_hit = hit;
    m_match->setText(hit.band ? text::matchMeaning(*hit.band) : QString());
    m_match->setVisible(hit.band.has_value());
    m_hint->hide();
    m_content->parentWidget()->parentWidget()->show();
    if (samePhoto)
        return;
    const std::filesystem::path name = hit.path.filename();
    m_name->setTextFor(pathBytes(name), displayName(name));
    if (!m_session.isOpen())
        removeFacts();
    const QImage thumbnail = m_session.thumbnails().find(hit.path, 256);
    if (thumbnail.isNull())
        m_picture->setShape({hit.width, hit.height});
    else
        m_picture->setImage(thumbnail);
    showProblem({}, false);
    loadPicture();
    askForDetails();
}

void DetailsPanel::askForDetails()
{
    if (!m_hit)
        return;
    m_session.run(
        this, [file = m_hit->file](PhotoLibrary& library) { return library.details(file); },
        [this, file = m_hit->file](const Result<PhotoDetails>& details) {
            if (!m_hit || m_hit->file != file)
                return;
            if (details)
                showDetails(*details);
            else
                removeFacts(); // they belong to the previous photo
        });
}

void DetailsPanel::loadPicture()
{
    m_loader.load(m_hit->path, kPicturePixels);
}

void DetailsPanel::showProblem(const QString& text, bool isMissing)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_lookAgain->setVisible(isMissing);
}

void DetailsPanel::removeFacts()
{
    removeAll(*m_facts);
    removeAll(*m_related);
}

void DetailsPanel::addFact(const QString& name, const QString& value)
{
    if (!value.isEmpty())
        addFact(name, *new SelectableText(value));
}

void DetailsPanel::addFact(const QString& name, SelectableText& value)
{
    value.setAccessibleName(name);
    const int row = m_facts->rowCount();
    m_facts->addWidget(secondaryLabel(name), row, 0, Qt::AlignTop);
    m_facts->addWidget(&value, row, 1);
}

void DetailsPanel::showDetails(const PhotoDetails& details)
{
    removeAll(*m_facts);
    const ContentRow& content = details.content;
    const Metadata& metadata = content.metadata;
    if (content.width > 0)
        addFact(tr("Size"), text::pictureSize(content.width, content.height));
    addFact(tr("Format"), tr("%1, %2").arg(QString::fromLatin1(formatTitle(content.format)),
                                           text::bytes(content.bytes)));
    addFact(tr("Contains"), text::contains(content));
    if (metadata.takenAt)
        addFact(tr("Taken"),
                text::dateTime(QDateTime::fromSecsSinceEpoch(*metadata.takenAt, QTimeZone::utc())));
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    addFact(tr("Modified"), text::dateTime(details.file.stamp.modifiedNs / kNanoseconds));
    const auto text = [](const std::string& bytes) {
        return QString::fromStdString(lookalike::displayText(std::string_view(bytes)));
    };
    addFact(tr("Camera"), text(metadata.camera));
    addFact(tr("Lens"), text(metadata.lens));
    if (metadata.latitude && metadata.longitude)
        addFact(tr("Location"), coordinates(*metadata.latitude, *metadata.longitude));
    const std::filesystem::path folder = details.file.path.parent_path();
    auto* folderText = new SelectableText;
    folderText->setTextFor(pathBytes(folder), lookalike::displayText(folder));
    addFact(tr("Folder"), *folderText);
    if (details.isProtected || details.isFolderProtected)
        addFact(tr("Protected"), details.isProtected ? tr("Never goes to the trash")
                                                     : tr("Its folder is protected"));
    showRelated(details);
    askForExample(details.file.content);
}

void DetailsPanel::setConcept(ConceptId id)
{
    if (id == std::exchange(m_concept, id) || !m_hit)
        return;
    askForDetails();
}

void DetailsPanel::askForExample(ContentId content)
{
    if (!m_concept.isValid())
        return;
    using Examples = std::vector<std::optional<ClosestExample>>;
    m_session.run(
        this,
        [id = m_concept, content](PhotoLibrary& library) {
            return library.concepts().closestExamples(id, std::span(&content, 1), {});
        },
        [this, id = m_concept, content](const Result<Examples>& examples) {
            if (!examples || examples->empty() || !examples->front() || id != m_concept || !m_hit ||
                m_hit->content != content)
                return; // the concept has words alone, or the user is elsewhere by now
            const ClosestExample& example = *examples->front();
            addFact(tr("Closest example"),
                    example.content == content
                        ? tr("It is an example itself")
                        : tr("%1 (%2)").arg(displayName(example.mark.path),
                                            text::score(example.similarity)));
        });
}

void DetailsPanel::showRelated(const PhotoDetails& details)
{
    removeAll(*m_related);
    if (details.copies.size() > 1)
        addLinks(tr("%Ln identical files", nullptr, static_cast<int>(details.copies.size())),
                 details.copies);
    std::vector<std::filesystem::path> companions;
    for (const Companion& companion : details.companions)
        companions.push_back(companion.file.path);
    if (!companions.empty())
        addLinks(tr("Related files"), companions);
}

void DetailsPanel::addLinks(const QString& heading, const std::vector<std::filesystem::path>& paths)
{
    auto* title = plainLabel(heading);
    title->setProperty("heading", true);
    m_related->addWidget(title);
    for (std::size_t i = 0; i < std::min(kMostLinks, paths.size()); ++i) {
        const auto& path = paths[i];
        auto* link = new ElidedButton(lookalike::displayText(path));
        link->setProperty("link", true);
        link->setAccessibleName(tr("Show %1 in its folder").arg(lookalike::displayText(path)));
        connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT revealRequested(path); });
        m_related->addWidget(link);
    }
}

} // namespace lookalike
