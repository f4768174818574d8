// SPDX-License-Identifier: GPL-3.0-or-later
// What can be copied out of the details, over a real library with file names of every kind. If this
// fails, a copied path opens nothing.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "ui/bridge/conversions.h"
#include "ui/models/folders_model.h"
#include "ui/models/results_model.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/selectable_text.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <memory>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

QByteArray copied()
{
    return QGuiApplication::clipboard()->mimeData()->data(QStringLiteral("text/plain"));
}

/// A name of up to twelve pieces, among them what breaks lines, is not seen or is no text at all.
std::string randomName(std::mt19937& random)
{
    static const std::vector<std::string> pieces{
        "a",      "Z",      "7",      "_",      "-",      ".",      ",",       "(",    "&",
        " ",      "<b>",    "é",      "日",     "😀",      "\n",     "\t",      "\x01", "\x7F",
        "\u200B", "\u00AD", "\u2028", "\u202E", "\u00A0", "\uFEFF", "e\u0301", "\xE9", "\xC3\x28"};
    std::string name;
    for (auto left = 1 + random() % 12; left > 0; --left)
        name += pieces[random() % pieces.size()];
    return name;
}

} // namespace

class TestDetailsPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsCopiedIsThePathByteForByte();
    void aPartOfPlainTextIsCopiedAsItIs();
    void longWordsFitAnyWidth();
    void aLongTextIsSeenInFull();
};

void TestDetailsPanel::whatIsCopiedIsThePathByteForByte()
{
    const QTemporaryDir temporary;
    QVERIFY(temporary.isValid());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, temporary.path());
    const fs::path folder = fs::canonical(temporary.path().toStdString());
    const fs::path photos = folder / "photos";
    std::mt19937 random(19); // NOLINT(cert-msc51-cpp): the same names each time
    std::set<fs::path> paths;
    while (paths.size() < 24) {
        const fs::path in = photos / randomName(random);
        const fs::path path = in / (randomName(random) + ".bmp");
        std::error_code error;
        fs::create_directories(in, error);
        if (error || in.filename() == "." || in.filename() == "..")
            continue;
        const int shade = static_cast<int>(paths.size()) * 10;
        writePlainPhoto(path, shade, 250 - shade, 90);
        paths.insert(path);
    }
    Program program(openerOf(folder / "catalog.db", std::make_shared<ColourEncoder>()));
    program.window.openRequest({photos}, {*paths.begin()});
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(program.session.status()), paths.size(), kDeadlineMs);
    auto* grid = program.window.findChild<ResultsGrid*>();
    QTRY_COMPARE_WITH_TIMEOUT(grid->model()->rowCount(), static_cast<int>(paths.size()),
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!program.session.searches().isBusy(), kDeadlineMs);

    const auto* details = program.window.findChild<DetailsPanel*>();
    const auto text = [&](const char* name) -> SelectableText* {
        for (auto* candidate : details->findChildren<SelectableText*>())
            if (candidate->accessibleName() == QLatin1String(name))
                return candidate;
        return nullptr;
    };
    for (int row = 0; row < grid->model()->rowCount(); ++row) {
        const QModelIndex index = grid->model()->index(row, 0);
        const fs::path path = pathFromBytes(index.data(ResultsModel::PathRole).toByteArray());
        QVERIFY(paths.erase(path) == 1);
        grid->setCurrentIndex(index);
        program.action("copyPath")->trigger();
        QCOMPARE(copied(), pathBytes(path));

        text("File name")->selectAll();
        text("File name")->copy();
        QCOMPARE(copied(), pathBytes(path.filename()));

        const auto folderIsShown = [&] {
            auto* shown = text("Folder");
            if (shown == nullptr)
                return false;
            shown->selectAll();
            shown->copy();
            return copied() == pathBytes(path.parent_path());
        };
        QTRY_VERIFY_WITH_TIMEOUT(folderIsShown(), kDeadlineMs);
    }
    QVERIFY(paths.empty());
    std::error_code error;
    fs::remove_all(photos, error); // names that are no text
}

void TestDetailsPanel::aPartOfPlainTextIsCopiedAsItIs()
{
    const QString name = QStringLiteral("IMG_4026\u00A0\u200B(é 日).jpg");
    SelectableText text;
    text.setTextFor(name.toUtf8(), name);
    for (int from = 0; from < name.size(); ++from) {
        QTextCursor cursor = text.textCursor();
        cursor.setPosition(from);
        cursor.setPosition(static_cast<int>(name.size()), QTextCursor::KeepAnchor);
        text.setTextCursor(cursor);
        text.copy();
        QCOMPARE(copied(), name.mid(from).toUtf8());
    }
    text.setTextFor("a\x01z", QStringLiteral("a\\u{1}z")); // half of an escape is no path
    QTextCursor cursor = text.textCursor();
    cursor.setPosition(3, QTextCursor::KeepAnchor);
    text.setTextCursor(cursor);
    text.copy();
    QCOMPARE(copied(), QByteArray("a\x01z"));
}

void TestDetailsPanel::longWordsFitAnyWidth()
{
    SelectableText text(QString(400, QLatin1Char('m')));
    QVERIFY(text.minimumSizeHint().width() < 100);
    int height = 0;
    for (const int width : {800, 400, 200, 100}) {
        QVERIFY(text.heightForWidth(width) > height);
        height = text.heightForWidth(width);
        text.resize(width, height);
        text.document()->setTextWidth(width);
        QVERIFY(text.document()->size().height() <= height);
        QVERIFY(text.document()->idealWidth() <= width);
    }
}

void TestDetailsPanel::aLongTextIsSeenInFull()
{
    QWidget panel;
    auto* facts = new QGridLayout(&panel);
    facts->setColumnStretch(1, 1);
    auto* text = new SelectableText(QString(60, QLatin1Char('m')));
    facts->addWidget(new QLabel(QStringLiteral("Folder")), 0, 0, Qt::AlignTop);
    facts->addWidget(text, 0, 1);
    facts->setRowStretch(1, 1);
    panel.resize(220, 600);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(text->heightForWidth(text->width()) > 2 * text->fontMetrics().height());
    QCOMPARE(text->height(), text->heightForWidth(text->width()));
}

QTEST_MAIN(TestDetailsPanel)
#include "tst_details_panel.moc"
