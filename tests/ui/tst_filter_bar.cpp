// SPDX-License-Identifier: GPL-3.0-or-later
// The filters below the query. If these fail, the user filters by something else than the bar says.
#include "tests/testing.h"
#include "ui/bridge/conversions.h"
#include "ui/views/search/date_filter.h"
#include "ui/views/search/filter_bar.h"
#include "ui/views/search/folder_filter.h"

#include <QAction>
#include <QCheckBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

std::int64_t secondsAt(const QDate& date)
{
    return date.startOfDay(QTimeZone::utc()).toSecsSinceEpoch();
}

} // namespace

class TestFilterBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bar.reset(); }

    void aFolderBelowTheLibraryCanBeChosen();
    void subfoldersCanBeLeftOut();
    void aFilterFromElsewhereIsShown();
    void datesStartWhereTheLibraryStarts();
    void aDateThatWasChosenStays();
    void menusTickWhatIsChosen();

private:
    void setLibrary(const std::optional<DateSpan>& dates)
    {
        LibraryStatus status;
        FolderRow folder;
        folder.path = m_root;
        status.folders = {folder};
        status.dates = dates;
        m_bar->setStatus(status);
    }
    [[nodiscard]] FolderFilter& folders() const { return *m_bar->findChild<FolderFilter*>(); }
    [[nodiscard]] DateFilter& dates() const { return *m_bar->findChild<DateFilter*>(); }
    [[nodiscard]] QCheckBox* folderBox(const QString& name) const
    {
        for (auto* box : folders().menu()->findChildren<QCheckBox*>())
            if (box->text() == name)
                return box;
        return nullptr;
    }
    [[nodiscard]] QCheckBox& withSubfolders() const
    {
        return *folders().menu()->findChild<QCheckBox*>("withSubfolders");
    }
    void choose(const fs::path& folder)
    {
        QTimer::singleShot(0, this, [folder] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            dialog->setDirectory(QString::fromStdString(folder.parent_path().string()));
            dialog->selectFile(QString::fromStdString(folder.string()));
            static_cast<QDialog*>(dialog)->accept();
        });
        folders().menu()->findChild<QPushButton*>()->click();
    }

    QTemporaryDir m_temporary;
    fs::path m_root;
    std::unique_ptr<FilterBar> m_bar;
    ContentFilter m_filter; ///< the last one that the bar told
};

void TestFilterBar::init()
{
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    m_root = fs::canonical(m_temporary.path().toStdString()) / "Pictures";
    fs::create_directories(m_root / "2019");
    m_bar = std::make_unique<FilterBar>();
    m_filter = {};
    connect(m_bar.get(), &FilterBar::filterEdited, this,
            [this](const ContentFilter& filter) { m_filter = filter; });
    m_bar->resize(800, m_bar->sizeHint().height());
    m_bar->show();
    setLibrary({});
}

void TestFilterBar::aFolderBelowTheLibraryCanBeChosen()
{
    choose(m_root / "2019");
    QCOMPARE(m_filter.folders, std::vector<fs::path>{m_root / "2019"});
    QVERIFY(m_filter.withSubfolders);
    QCOMPARE(folders().text(), QStringLiteral("2019"));
    QVERIFY(folderBox("2019") && folderBox("2019")->isChecked());
    QVERIFY(folderBox("Pictures") && !folderBox("Pictures")->isChecked());
    folderBox("2019")->click();
    QVERIFY(m_filter.folders.empty());
    QVERIFY(folderBox("2019")); // at hand for the next time
    setLibrary({});             // the same folders
    QVERIFY(folderBox("2019"));
}

void TestFilterBar::subfoldersCanBeLeftOut()
{
    QVERIFY(!withSubfolders().isEnabled() && withSubfolders().isChecked());
    folderBox("Pictures")->click();
    QVERIFY(withSubfolders().isEnabled());
    withSubfolders().click();
    QVERIFY(!m_filter.withSubfolders);
    QCOMPARE(m_filter.folders, std::vector<fs::path>{m_root});
    QCOMPARE(folders().text(), QStringLiteral("Directly in Pictures"));
    folderBox("Pictures")->click();
    QVERIFY(m_filter.isEmpty()); // nothing is left that filters
    QVERIFY(withSubfolders().isChecked());
}

void TestFilterBar::aFilterFromElsewhereIsShown()
{
    ContentFilter filter;
    filter.folders = {m_root / "from an earlier query"};
    filter.withSubfolders = false;
    m_bar->setFilter(filter);
    QVERIFY(folderBox("from an earlier query") && folderBox("from an earlier query")->isChecked());
    QVERIFY(!withSubfolders().isChecked());
    m_bar->setFilter({});
    QVERIFY(!folderBox("from an earlier query")->isChecked());
}

void TestFilterBar::datesStartWhereTheLibraryStarts()
{
    const QDate first(2003, 5, 17);
    const QDate last(2021, 12, 31);
    setLibrary(DateSpan{secondsAt(first) + 3600, secondsAt(last) + 7200});
    const auto edits = dates().menu()->findChildren<QDateEdit*>();
    QCOMPARE(edits.size(), 2);
    QCOMPARE(edits[0]->date(), first);
    QCOMPARE(edits[1]->date(), last);
    for (const auto* edit : edits) {
        QCOMPARE(edit->minimumDate(), first);
        QCOMPARE(edit->maximumDate(), last);
    }
    QVERIFY(m_filter.isEmpty()); // that there are photos is no wish of the user
    const auto boxes = dates().menu()->findChildren<QCheckBox*>();
    boxes[1]->click();
    QCOMPARE(m_filter.takenBefore, secondsAt(last.addDays(1)) - 1);
    QVERIFY(!m_filter.takenAfter.has_value());
    edits[0]->setDate(QDate(2010, 1, 1));
    QCOMPARE(m_filter.takenAfter, secondsAt(QDate(2010, 1, 1)));
    QVERIFY(boxes[0]->isChecked());
    // A newer photo moves the end of what can be chosen, not what was chosen.
    setLibrary(DateSpan{secondsAt(first), secondsAt(last.addDays(40))});
    QCOMPARE(edits[1]->maximumDate(), last.addDays(40));
    QCOMPARE(edits[1]->date(), last);
    boxes[1]->click();
    QCOMPARE(edits[1]->date(), last.addDays(40));
}

void TestFilterBar::aDateThatWasChosenStays()
{
    ContentFilter filter;
    filter.takenAfter = secondsAt(QDate(1999, 1, 1));
    m_bar->setFilter(filter);
    setLibrary(DateSpan{secondsAt(QDate(2003, 5, 17)), secondsAt(QDate(2021, 12, 31))});
    const auto edits = dates().menu()->findChildren<QDateEdit*>();
    QCOMPARE(edits[0]->date(), QDate(1999, 1, 1));
    QVERIFY(m_filter.isEmpty()); // nothing was edited
    m_bar->setFilter({});
    QCOMPARE(edits[0]->minimumDate(), QDate(2003, 5, 17));
}

void TestFilterBar::menusTickWhatIsChosen()
{
    int choices = 0;
    for (auto* button : m_bar->findChildren<FilterButton*>()) {
        for (QAction* action : button->menu()->actions()) {
            if (action->text().isEmpty())
                continue; // a panel
            action->trigger();
            ++choices;
            QStringList ticked;
            for (const QAction* other : button->menu()->actions())
                if (other->isChecked())
                    ticked += other->text();
            QCOMPARE(ticked, QStringList{action->text()});
            action->trigger(); // once more
            QVERIFY(action->isChecked());
        }
    }
    QVERIFY2(choices > 8, qPrintable(QString::number(choices)));
    m_bar->setFilter({});
    for (auto* button : m_bar->findChildren<FilterButton*>())
        if (!button->menu()->isEmpty() && // there are no concepts
            !button->menu()->actions().front()->text().isEmpty())
            QVERIFY(button->menu()->actions().front()->isChecked());
}

QTEST_MAIN(TestFilterBar)
#include "tst_filter_bar.moc"
