// SPDX-License-Identifier: GPL-3.0-or-later
// Reading with another model waits for the mains where the user wants that. If these fail, it
// drains the battery, or never ends.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/scratch.h"
#include "ui/state/power_pause.h"

#include <QSignalSpy>
#include <atomic>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr std::chrono::milliseconds kInterval(5);

} // namespace

class TestPowerPause : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aSecondPassWaitsForTheMains();
    void theUserMayGoOn();
    void theFirstPassNeverWaits();
    void withoutTheSettingNothingWaits();
    void aDesktopOffersNothing();

private:
    /// Opens the library with another encoder, which holds each photo until m_isHeld is false.
    void open(const std::string& encoder)
    {
        close();
        auto colours = std::make_shared<ColourEncoder>(encoder);
        colours->refuses = [this](std::span<const float>) {
            m_isHeld.wait(true);
            return false;
        };
        m_session =
            std::make_unique<LibrarySession>(openerOf(m_scratch->folder() / "catalog.db", colours));
        m_pause = std::make_unique<PowerPause>(
            *m_session, nullptr, [this] { return m_source.load(); }, kInterval);
        m_session->open();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->encoder().has_value(), kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->status().catalog.empty(), kDeadlineMs);
    }
    void close()
    {
        if (m_session)
            QVERIFY(m_session->shutDown(std::chrono::seconds(20)));
        m_pause.reset();
        m_session.reset();
    }
    void release()
    {
        m_isHeld = false;
        m_isHeld.notify_all();
    }
    void readOnce()
    {
        release();
        open("first");
        QSignalSpy finished(&m_session->indexing(), &Indexing::finished);
        m_session->addFolders({m_scratch->photos()});
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kDeadlineMs);
    }
    void readAgain()
    {
        readOnce();
        m_isHeld = true;
        open("second");
    }

    std::unique_ptr<Scratch> m_scratch;
    std::atomic<PowerSource> m_source{PowerSource::Battery};
    std::atomic<bool> m_isHeld{false};
    std::unique_ptr<LibrarySession> m_session;
    std::unique_ptr<PowerPause> m_pause;
};

void TestPowerPause::init()
{
    m_scratch = std::make_unique<Scratch>();
    m_source = PowerSource::Battery;
    for (int i = 0; i < 40; ++i)
        writePlainPhoto(m_scratch->photos() / (std::to_string(i) + ".bmp"), i * 5, 40, 90);
}

void TestPowerPause::cleanup()
{
    release();
    close();
    m_scratch.reset();
}

void TestPowerPause::aSecondPassWaitsForTheMains()
{
    readAgain();
    m_pause->setOn(true);
    Indexing& indexing = m_session->indexing();
    QSignalSpy finished(&indexing, &Indexing::finished);
    indexing.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_pause->isWaiting() && indexing.isPaused(), kDeadlineMs);
    release();
    QVERIFY(!finished.wait(20 * static_cast<int>(kInterval.count())));
    m_source = PowerSource::Mains;
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kDeadlineMs);
    QVERIFY(!m_pause->isWaiting());
}

void TestPowerPause::theUserMayGoOn()
{
    readAgain();
    m_pause->setOn(true);
    Indexing& indexing = m_session->indexing();
    QSignalSpy finished(&indexing, &Indexing::finished);
    indexing.start();
    QTRY_VERIFY_WITH_TIMEOUT(m_pause->isWaiting(), kDeadlineMs);
    indexing.setPaused(false);
    QVERIFY(!m_pause->isWaiting());
    release();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kDeadlineMs);
}

void TestPowerPause::theFirstPassNeverWaits()
{
    open("first");
    m_pause->setOn(true);
    QSignalSpy waiting(m_pause.get(), &PowerPause::waitingChanged);
    QSignalSpy finished(&m_session->indexing(), &Indexing::finished);
    m_session->addFolders({m_scratch->photos()});
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kDeadlineMs);
    QCOMPARE(waiting.count(), 0);
}

void TestPowerPause::withoutTheSettingNothingWaits()
{
    readAgain();
    QSignalSpy waiting(m_pause.get(), &PowerPause::waitingChanged);
    QSignalSpy finished(&m_session->indexing(), &Indexing::finished);
    m_session->indexing().start();
    release();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, kDeadlineMs);
    QCOMPARE(waiting.count(), 0);
}

void TestPowerPause::aDesktopOffersNothing()
{
    m_source = PowerSource::Unknown;
    open("first");
    QSignalSpy found(m_pause.get(), &PowerPause::batteryFound);
    QVERIFY(!found.wait(20 * static_cast<int>(kInterval.count())));
    m_source = PowerSource::Mains;
    m_pause->setOn(true);
    QTRY_COMPARE_WITH_TIMEOUT(found.count(), 1, kDeadlineMs);
}

QTEST_GUILESS_MAIN(TestPowerPause)
#include "tst_power_pause.moc"
