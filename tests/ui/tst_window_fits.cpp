// SPDX-License-Identifier: GPL-3.0-or-later
// Every button, label, list and field of every page, in both languages and from a small screen to a
// large one. If this fails, the user reads half a word or cannot reach a control.
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "ui/models/folders_model.h"
#include "ui/translations.h"
#include "ui/views/library/folder_trail.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/search/filter_bar.h"
#include "ui/widgets/elided_button.h"
#include "ui/widgets/elided_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTemporaryDir>
#include <QTranslator>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr QSize kSizes[] = {{800, 600}, {1024, 640}, {1280, 800}, {2560, 1440}};
constexpr int kFieldMargin = 2; ///< QLineEdit's own, on each side of the text

int advance(const QWidget& widget, const QString& text)
{
    return widget.fontMetrics().horizontalAdvance(text);
}

QString cutButton(const QAbstractButton& button)
{
    if (qobject_cast<const ElidedButton*>(&button) != nullptr)
        return button.toolTip().isEmpty() ? QStringLiteral("no tooltip for what is elided")
                                          : QString();
    const QSize wanted = button.text().isEmpty() ? button.iconSize() : button.sizeHint();
    return button.width() < wanted.width() || button.height() < wanted.height()
               ? QStringLiteral("needs %1 x %2").arg(wanted.width()).arg(wanted.height())
               : QString();
}

QString cutLabel(const QLabel& label)
{
    if (label.text().isEmpty())
        return {};
    if (label.wordWrap() && label.width() < label.minimumSizeHint().width())
        return QStringLiteral("a word needs %1").arg(label.minimumSizeHint().width());
    if (label.wordWrap() && label.height() < label.heightForWidth(label.width()))
        return QStringLiteral("needs a height of %1").arg(label.heightForWidth(label.width()));
    if (!label.wordWrap() && label.width() < label.sizeHint().width())
        return QStringLiteral("needs %1").arg(label.sizeHint().width());
    return {};
}

QString cutField(const QLineEdit& field)
{
    const QString text = field.text().isEmpty() ? field.placeholderText() : field.text();
    const int wanted = advance(field, text) + 2 * kFieldMargin;
    return field.contentsRect().width() < wanted ? QStringLiteral("needs %1").arg(wanted)
                                                 : QString();
}

QString cutCombo(const QComboBox& combo)
{
    if (combo.isEditable())
        return {}; // its field is looked at by itself
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    option.subControls = QStyle::SC_All;
    const int room =
        combo.style()
            ->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo)
            .width();
    for (int i = 0; i < combo.count(); ++i)
        if (advance(combo, combo.itemText(i)) > room)
            return QStringLiteral("\"%1\" needs %2")
                .arg(combo.itemText(i))
                .arg(advance(combo, combo.itemText(i)));
    return {};
}

/// What of the widget's text cannot be read; empty where all can.
QString cut(const QWidget& widget, QString& text)
{
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
        text = button->text();
        return cutButton(*button);
    }
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        text = label->text();
        return cutLabel(*label);
    }
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget)) {
        text = field->text() + field->placeholderText();
        return cutField(*field);
    }
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        text = combo->currentText();
        return cutCombo(*combo);
    }
    return {};
}

/// How the widget lies outside its parent; empty where it does not.
QString outside(const QWidget& widget)
{
    const QWidget* const parent = widget.parentWidget();
    const auto* const area = qobject_cast<const QAbstractScrollArea*>(parent->parentWidget());
    if (area == nullptr || area->viewport() != parent)
        return parent->rect().contains(widget.geometry()) ? QString()
                                                          : QStringLiteral("outside its parent");
    const bool scrolls = area->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
    return scrolls || widget.width() <= parent->width() ? QString()
                                                        : QStringLiteral("wider than its view");
}

} // namespace

class TestWindowFits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyTextFits_data();
    void everyTextFits();
    void wordsFit_data();
    void wordsFit();
    void sidePanelsNeverMove_data();
    void sidePanelsNeverMove();

private:
    void start(const QString& language,
               std::shared_ptr<const Encoder> encoder = std::make_shared<ColourEncoder>());
    void addPhotos();
    void search();
    void findDuplicates();
    /// Texts and the places of widgets follow from one another for a few rounds.
    static void settle()
    {
        for (int round = 0; round < 4; ++round)
            QCoreApplication::processEvents();
    }
    void inspect(const char* place);
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] QAction& action(const char* name) const { return *m_program->action(name); }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
    QStringList m_problems;
};

void TestWindowFits::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_photos = fs::canonical(m_temporary->path().toStdString()) / "Garden";
    fs::create_directories(m_photos / "copies");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_temporary->path());
    m_problems.clear();
}

void TestWindowFits::cleanup()
{
    m_program.reset();
    m_temporary.reset();
    qDeleteAll(qApp->findChildren<QTranslator*>());
}

void TestWindowFits::start(const QString& language, std::shared_ptr<const Encoder> encoder)
{
    installTranslations(*qApp, language);
    m_program = std::make_unique<Program>(
        openerOf(m_photos.parent_path() / "catalog.db", std::move(encoder)));
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.encoder().has_value(), kDeadlineMs);
}

void TestWindowFits::addPhotos()
{
    for (int i = 0; i < 6; ++i)
        writePlainPhoto(m_photos / ("IMG_" + std::to_string(4020 + i) + ".bmp"), 250 - 40 * i,
                        40 * i, 40);
    for (int i = 0; i < 6; ++i) {
        const std::string name = "IMG_" + std::to_string(4020 + i) + ".bmp";
        fs::copy_file(m_photos / name, m_photos / "copies" / name);
    }
    window().openRequest({m_photos}, {});
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{12},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
}

void TestWindowFits::search()
{
    window().openRequest({}, {m_photos / "IMG_4020.bmp", m_photos / "IMG_4023.bmp"});
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_program->session.searches().isBusy() && action("similar").isEnabled(), kDeadlineMs);
    const auto* details = window().findChild<DetailsPanel*>();
    QTRY_VERIFY_WITH_TIMEOUT(details->findChild<ElidedButton*>() != nullptr, kDeadlineMs);
}

void TestWindowFits::findDuplicates()
{
    action("duplicatesPage").trigger();
    action("duplicatesScan").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isRunning(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesKeepAll").isEnabled(), kDeadlineMs);
    action("duplicatesApply").trigger();
}

void TestWindowFits::inspect(const char* place)
{
    QVERIFY(window().isVisible());
    for (const QSize size : kSizes) {
        window().resize(size);
        settle();
        const QString where = QStringLiteral("%1, %2 x %3")
                                  .arg(QLatin1String(place))
                                  .arg(size.width())
                                  .arg(size.height());
        if (window().size() != size)
            m_problems += where + QStringLiteral(": the window does not become that small");
        for (const QWidget* widget : window().findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->isWindow() || widget->window() != &window())
                continue;
            QString text;
            for (const QString& problem : {cut(*widget, text), outside(*widget)})
                if (!problem.isEmpty())
                    m_problems += QStringLiteral("%1: %2 %3 \"%4\" of %5 x %6 %7")
                                      .arg(where, QLatin1String(widget->metaObject()->className()),
                                           widget->objectName(), text)
                                      .arg(widget->width())
                                      .arg(widget->height())
                                      .arg(problem);
        }
    }
}

void TestWindowFits::everyTextFits_data()
{
    QTest::addColumn<QString>("language");
    for (const Language& language : languages())
        QTest::newRow(qPrintable(language.name)) << language.code;
}

void TestWindowFits::everyTextFits()
{
    QFETCH(const QString, language);
    start(language);
    inspect("no library yet");
    addPhotos();
    inspect("no query");
    action("duplicatesPage").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isLoading(), kDeadlineMs);
    inspect("identical files alone");
    search();
    action("filters").trigger();
    inspect("results");
    action("libraryPage").trigger();
    Q_EMIT window().findChild<FoldersPanel*>()->showRequested(m_photos / "copies");
    auto* trail = window().findChild<FolderTrail*>();
    QTRY_VERIFY_WITH_TIMEOUT(trail->isVisible(), kDeadlineMs);
    inspect("all photos of a folder");
    window().openRequest({}, {m_photos / "IMG_4020.bmp", m_photos / "IMG_4021.bmp",
                              m_photos / "IMG_4022.bmp", m_photos / "IMG_4023.bmp",
                              m_photos / "IMG_4024.bmp", m_photos / "IMG_4025.bmp"});
    inspect("many pictures");
    search();
    ContentFilter filter;
    filter.folders = {m_photos};
    filter.takenAfter = 0;
    filter.takenBefore = 1'700'000'000;
    filter.formats = {ImageFormat::Jpeg, ImageFormat::Bmp, ImageFormat::Jpeg2000};
    filter.minPixels = 1;
    filter.cameraOnly = filter.originalsOnly = true;
    window().history().setFilter(filter);
    inspect("every filter");
    window().history().setFilter({});
    window().history().setMinScore(1.0);
    inspect("no results");
    findDuplicates();
    inspect("groups");
    m_problems.removeDuplicates();
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(QLatin1Char('\n'))));
}

void TestWindowFits::wordsFit_data()
{
    everyTextFits_data();
}

void TestWindowFits::wordsFit()
{
    QFETCH(const QString, language);
    start(language, std::make_shared<SpeakingEncoder>());
    addPhotos();
    inspect("no query, a model with words");
    window().history().addTerms(parseWords(QStringLiteral("red")));
    const auto* details = window().findChild<DetailsPanel*>();
    QTRY_VERIFY_WITH_TIMEOUT(details->findChild<ElidedButton*>() != nullptr, kDeadlineMs);
    inspect("results of words");
    window().history().addTerms(
        parseWords(QStringLiteral("-a street with cars -people who walk in the rain")));
    search();
    window().history().addTerms(parseWords(QStringLiteral("green -blue")));
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kDeadlineMs);
    inspect("results of pictures and words");
    window().history().setMinScore(1.0);
    inspect("no results of words");
    m_problems.removeDuplicates();
    QVERIFY2(m_problems.isEmpty(), qPrintable(m_problems.join(QLatin1Char('\n'))));
}

void TestWindowFits::sidePanelsNeverMove_data()
{
    everyTextFits_data();
}

void TestWindowFits::sidePanelsNeverMove()
{
    QFETCH(const QString, language);
    start(language);
    const QWidget* const folders = window().findChild<FoldersPanel*>();
    const QWidget* const details = window().findChild<DetailsPanel*>();
    for (const QSize size : {QSize(1024, 640), QSize(1280, 800)}) {
        window().resize(size);
        settle();
        const QRect left = folders->geometry();
        const QRect right = details->geometry();
        const auto same = [&] {
            settle();
            return folders->geometry().width() == left.width() &&
                   details->geometry().x() == right.x() &&
                   details->geometry().width() == right.width();
        };
        if (m_program->session.status().folders.empty())
            addPhotos();
        search();
        QVERIFY(same());
        action("filters").trigger();
        QVERIFY(same());
        ContentFilter filter;
        filter.folders = {m_photos / "a folder with a name that is longer than any button"};
        filter.takenAfter = 0;
        filter.takenBefore = 1'700'000'000;
        filter.formats = {ImageFormat::Jpeg, ImageFormat::Bmp, ImageFormat::Jpeg2000};
        filter.cameraOnly = true;
        window().history().setFilter(filter);
        QVERIFY(same());
        window().history().setFilter({});
        QVERIFY(same());
        window().history().clear();
        QVERIFY(same());
        action("filters").trigger();
    }
}

QTEST_MAIN(TestWindowFits)
#include "tst_window_fits.moc"
