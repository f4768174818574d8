// SPDX-License-Identifier: GPL-3.0-or-later
// Headers of tables, as they are painted. If this fails, a header does not stand over its column.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "ui/models/folders_model.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QHeaderView>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <fstream>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr int kTolerance = 2; ///< letters begin a pixel further in than others

/// From where to where something is painted on a plain ground; the width is 0 where nothing is.
QRect inkOf(const QPixmap& pixmap)
{
    const QImage image = pixmap.toImage();
    const QRgb ground = image.pixel(0, image.height() / 2);
    QRect ink;
    for (int y = 3; y < image.height() - 3; ++y) // without lines along the edge
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != ground)
                ink |= QRect(x, 0, 1, 1);
    return ink;
}

bool isRight(const QVariant& alignment, Qt::Alignment otherwise)
{
    const auto set = alignment.isValid() ? Qt::Alignment(alignment.toInt()) : otherwise;
    return set.testFlag(Qt::AlignRight);
}

/// A row with a text in this column.
QModelIndex cellIn(const QAbstractItemModel& model, int column)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex first = model.index(row, 0);
        for (const QModelIndex& index : {model.index(row, column), model.index(0, column, first)})
            if (index.isValid() && !index.data().toString().isEmpty())
                return index;
    }
    return {};
}

} // namespace

class TestTableHeaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void headersStandOverTheirCells_data();
    void headersStandOverTheirCells();

private:
    [[nodiscard]] QAction& action(const QString& name) { return *m_program->action(name); }
    [[nodiscard]] QDialog* dialog() const
    {
        for (auto* candidate : m_program->window.findChildren<QDialog*>())
            if (candidate->isVisible())
                return candidate;
        return nullptr;
    }
    void inspect(QHeaderView& header);

    QTemporaryDir m_temporary;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
    int m_columns = 0; ///< that were looked at
};

void TestTableHeaders::initTestCase()
{
    m_photos = fs::canonical(m_temporary.path().toStdString()) / "photos";
    fs::create_directories(m_photos);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_temporary.path());
    writePlainPhoto(m_photos / "red.bmp", 250, 20, 20);
    fs::copy_file(m_photos / "red.bmp", m_photos / "copy of red.bmp");
    writePlainPhoto(m_photos / "blue.bmp", 20, 20, 250);
    fs::copy_file(m_photos / "blue.bmp", m_photos / "copy of blue.bmp");
    std::ofstream(m_photos / "broken.jpg") << "no picture";
    m_program = std::make_unique<Program>(
        openerOf(m_photos.parent_path() / "catalog.db", std::make_shared<ColourEncoder>()));
    QVERIFY(QTest::qWaitForWindowActive(&m_program->window));
    m_program->window.openRequest({m_photos}, {});
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{4},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    action("duplicatesPage").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesApply").isEnabled(), kDeadlineMs);
    action("duplicatesNot").trigger(); // the first
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesApply").isEnabled(), kDeadlineMs);
    action("duplicatesApply").trigger(); // the second
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesTrash").isEnabled(), kDeadlineMs);
}

void TestTableHeaders::cleanupTestCase()
{
    m_program.reset();
}

void TestTableHeaders::headersStandOverTheirCells_data()
{
    QTest::addColumn<QString>("command");
    for (const char* command : {"failures", "models", "backups", "about", "shortcuts",
                                "duplicatesTrash", "duplicatesDecisions"})
        QTest::newRow(command) << command;
}

void TestTableHeaders::headersStandOverTheirCells()
{
    QFETCH(const QString, command);
    action(command).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(dialog() != nullptr, kDeadlineMs);
    if (command == "backups")
        for (auto* button : dialog()->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("&Back up now"))
                button->click();
    m_columns = 0;
    for (auto* header : dialog()->findChildren<QHeaderView*>()) {
        if (!header->isVisible() || header->orientation() != Qt::Horizontal)
            continue;
        QTRY_VERIFY_WITH_TIMEOUT(header->model()->rowCount() > 0, kDeadlineMs);
        inspect(*header);
    }
    QVERIFY(m_columns >= 2);
    dialog()->close();
    QTRY_VERIFY(dialog() == nullptr);
}

void TestTableHeaders::inspect(QHeaderView& header)
{
    auto& view = *qobject_cast<QAbstractItemView*>(header.parentWidget());
    QCoreApplication::processEvents();
    // A row that is chosen can be seen.
    QModelIndex first = cellIn(*header.model(), 0);
    if (!first.flags().testFlag(Qt::ItemIsSelectable)) // a group
        first = header.model()->index(0, 0, first);
    view.setCurrentIndex(first);
    const QImage chosen = view.viewport()->grab(view.visualRect(first)).toImage();
    const QColor ground = chosen.pixelColor(chosen.width() - 3, chosen.height() / 2);
    QVERIFY2(contrastRatio(ground, Theme::colors().base) >= 3, qPrintable(ground.name()));
    view.clearSelection();
    view.setCurrentIndex({});
    for (int column = 0; column < header.count(); ++column) {
        const QModelIndex cell = cellIn(*header.model(), column);
        if (!cell.isValid())
            continue;
        ++m_columns;
        const int x = header.sectionViewportPosition(column);
        const QPixmap title =
            header.viewport()->grab(QRect(x, 0, header.sectionSize(column), header.height()));
        QRect place = view.visualRect(cell);
        place.setLeft(x);
        const QPixmap content = view.viewport()->grab(place);
        const QRect above = inkOf(title);
        const QRect below = inkOf(content);
        const QString what = QStringLiteral("%1: %2 to %3 of %6 over %4 to %5 of %7")
                                 .arg(header.model()->headerData(column, Qt::Horizontal).toString())
                                 .arg(above.left())
                                 .arg(above.right())
                                 .arg(below.left())
                                 .arg(below.right())
                                 .arg(title.width())
                                 .arg(content.width());
        const bool right = isRight(cell.data(Qt::TextAlignmentRole), Qt::AlignLeft);
        QCOMPARE(isRight(header.model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole),
                         header.defaultAlignment()),
                 right);
        const int off = right ? above.right() - below.right() : above.left() - below.left();
        QVERIFY2(std::abs(off) <= kTolerance, qPrintable(what));
    }
}

QTEST_MAIN(TestTableHeaders)
#include "tst_table_headers.moc"
