// SPDX-License-Identifier: GPL-3.0-or-later
// Lists while the window gets another size. If these fail, the user loses the photo that was being
// looked at.
#include "tests/testing.h"
#include "tests/ui/fake_duplicate_review.h"
#include "ui/bridge/library_session.h"
#include "ui/models/groups_model.h"
#include "ui/models/results_model.h"
#include "ui/state/trash_plan.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/trash_list.h"
#include "ui/views/search/drag_picture.h"
#include "ui/views/search/results_grid.h"

#include <QDrag>
#include <QScrollBar>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kItems = 600;
constexpr QSize kSizes[] = {{1000, 700}, {820, 640},  {540, 420}, {300, 300},
                            {760, 220},  {1500, 900}, {1000, 700}};

/// The first item that can be seen whole or in part.
int firstShown(const QAbstractItemView& view)
{
    return view.indexAt(QPoint(1, 1)).row();
}

bool isShown(const QAbstractItemView& view, int row, bool whole)
{
    const QRect rect = view.visualRect(view.model()->index(row, 0));
    const QRect area = view.viewport()->rect();
    return whole ? rect.top() >= 0 && (rect.bottom() <= area.bottom() || rect.top() == 0)
                 : area.intersects(rect);
}

class DraggedGrid : public ResultsGrid {
public:
    using ResultsGrid::ResultsGrid;
    using ResultsGrid::startDrag;
};

} // namespace

class TestListPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aListKeepsItsPlace_data();
    void aListKeepsItsPlace();
    void theFirstShownStaysWhereTheCurrentIsFarAway_data() { aListKeepsItsPlace_data(); }
    void theFirstShownStaysWhereTheCurrentIsFarAway();
    void zoomingKeepsTheCurrentPhoto();
    void aDragOfSeveralPhotosTellsHowMany();
    void theCountStandsOnTheDraggedPicture();

private:
    /// The list of that name, filled.
    [[nodiscard]] QAbstractItemView& list(const QString& name);

    std::unique_ptr<LibrarySession> m_session;
    std::unique_ptr<ResultsModel> m_results;
    TrashPlan m_plan;
    std::unique_ptr<GroupsModel> m_groups;
    std::unique_ptr<QAbstractItemView> m_view;
};

void TestListPlaces::initTestCase()
{
    m_session = std::make_unique<LibrarySession>([]() -> Result<std::unique_ptr<PhotoLibrary>> {
        return fail(ErrorCode::NotFound, "There is no library"_msg);
    });
}

void TestListPlaces::cleanupTestCase()
{
    m_view.reset();
    QVERIFY(m_session->shutDown(std::chrono::seconds(20)));
}

QAbstractItemView& TestListPlaces::list(const QString& name)
{
    m_view.reset();
    if (name == "results") {
        m_results = std::make_unique<ResultsModel>(nullptr);
        std::vector<SearchHit> hits(kItems);
        for (int i = 0; i < kItems; ++i)
            hits[static_cast<std::size_t>(i)].path = "/photos/" + std::to_string(i);
        m_results->setLimits(kItems, -1);
        m_results->setHits(std::move(hits));
        m_view = std::make_unique<ResultsGrid>(*m_results, m_session->thumbnails());
    } else if (name == "groups") {
        m_groups = std::make_unique<GroupsModel>(m_plan, &m_session->thumbnails());
        auto groups = std::make_shared<std::vector<DuplicateGroup>>();
        for (int i = 0; i < kItems; ++i)
            groups->push_back(makeGroup(i, Relation::Resized, {"/photos/a.jpg", "/photos/b.jpg"}));
        m_groups->setGroups(groups);
        m_view = std::make_unique<GroupsList>(*m_groups, m_session->thumbnails());
    } else {
        auto trash = std::make_unique<TrashList>(*m_session, TrashList::Content::Preview);
        TrashReport report;
        for (int i = 0; i < kItems; ++i) {
            ReportedFile item;
            item.selection = static_cast<std::size_t>(i);
            item.file = FileId(i + 1);
            item.path = "/photos/" + std::to_string(i) + ".jpg";
            item.keeper = "/photos/keeper.jpg";
            report.items.push_back(item);
        }
        trash->setReport(report);
        m_view = std::move(trash);
    }
    m_view->resize(kSizes[0]);
    m_view->show();
    QCoreApplication::processEvents();
    return *m_view;
}

void TestListPlaces::aListKeepsItsPlace_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"results", "groups", "trash"})
        QTest::newRow(name) << name;
}

void TestListPlaces::aListKeepsItsPlace()
{
    QFETCH(const QString, name);
    QAbstractItemView& view = list(name);
    view.setCurrentIndex(view.model()->index(kItems / 2, 0));
    view.scrollTo(view.currentIndex(), QAbstractItemView::PositionAtBottom);
    // Trees leave out a pixel.
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 2);
    const int before = view.verticalScrollBar()->value();
    const QRect place = view.visualRect(view.currentIndex());
    QVERIFY2(before > 0 && isShown(view, kItems / 2, true),
             qPrintable(QStringLiteral("%1 to %2 of %3")
                            .arg(place.top())
                            .arg(place.bottom())
                            .arg(view.viewport()->height())));
    for (const QSize size : kSizes) {
        view.resize(size);
        QVERIFY2(isShown(view, kItems / 2, true),
                 qPrintable(QStringLiteral("%1 x %2").arg(size.width()).arg(size.height())));
        QCoreApplication::processEvents();
        QVERIFY(isShown(view, kItems / 2, true));
    }
    QCOMPARE(view.verticalScrollBar()->value(), before);
    view.verticalScrollBar()->setValue(0);
    view.setCurrentIndex(view.model()->index(1, 0));
    for (const QSize size : kSizes)
        view.resize(size);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
}

void TestListPlaces::theFirstShownStaysWhereTheCurrentIsFarAway()
{
    QFETCH(const QString, name);
    QAbstractItemView& view = list(name);
    view.setCurrentIndex(view.model()->index(0, 0));
    view.scrollTo(view.model()->index(kItems / 2, 0), QAbstractItemView::PositionAtTop);
    const int first = firstShown(view);
    const int before = view.verticalScrollBar()->value();
    QVERIFY(first > kItems / 3);
    for (const QSize size : kSizes) {
        view.resize(size);
        QVERIFY2(isShown(view, first, false),
                 qPrintable(QStringLiteral("%1 x %2").arg(size.width()).arg(size.height())));
    }
    QCOMPARE(view.verticalScrollBar()->value(), before);
}

void TestListPlaces::zoomingKeepsTheCurrentPhoto()
{
    auto& grid = static_cast<ResultsGrid&>(list("results"));
    grid.setCurrentIndex(m_results->index(kItems / 2));
    for (const int side : {120, 300, 470, 96, 200}) {
        grid.setCellSize(side);
        QVERIFY2(isShown(grid, kItems / 2, true), qPrintable(QString::number(side)));
    }
}

void TestListPlaces::aDragOfSeveralPhotosTellsHowMany()
{
    static_cast<void>(list("results"));
    DraggedGrid grid(*m_results, m_session->thumbnails());
    grid.resize(kSizes[0]);
    grid.show();
    const auto carried = [&](int count) {
        grid.clearSelection();
        for (int row = 0; row < count; ++row)
            grid.selectionModel()->select(m_results->index(row), QItemSelectionModel::Select);
        grid.startDrag(Qt::CopyAction); // ends at once: nobody holds a button
        const auto drags = grid.findChildren<QDrag*>();
        return drags.isEmpty() ? QImage() : drags.back()->pixmap().toImage();
    };
    const QImage one = carried(1);
    const QImage two = carried(2);
    const QImage many = carried(37);
    QVERIFY(!one.isNull() && !two.isNull() && !many.isNull());
    QVERIFY(one != two && two != many);
    QCOMPARE(many, dragPicture({}, 37, grid.devicePixelRatioF()).toImage());
}

void TestListPlaces::theCountStandsOnTheDraggedPicture()
{
    QImage photo(400, 300, QImage::Format_RGB32);
    photo.fill(Qt::red);
    const QPixmap one = dragPicture(photo, 1, 2);
    QCOMPARE(one.size(), QSize(192, 144));
    QCOMPARE(one.toImage().pixelColor(190, 142), QColor(Qt::red));
    const QPixmap several = dragPicture(photo, 12, 2);
    QVERIFY(several.width() > one.width() && several.height() > one.height());
    // The plate of the number covers the corner of the photo.
    QVERIFY(several.toImage().pixelColor(186, 138) != QColor(Qt::red));
    QCOMPARE(several.toImage().pixelColor(20, 20), QColor(Qt::red));
}

QTEST_MAIN(TestListPlaces)
#include "tst_list_places.moc"
