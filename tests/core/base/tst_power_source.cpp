// SPDX-License-Identifier: GPL-3.0-or-later
// Where the power comes from, and threads that step back. If these fail, the program drains
// batteries, or slows down what the user does.
#include "core/base/power_source.h"
#include "core/base/thread_priority.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <filesystem>
#include <fstream>
#include <thread>

#ifdef __linux__
#include <sys/resource.h>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

class TestPowerSource : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aDesktopDoesNotTell()
    {
        QCOMPARE(powerSourceFrom(folder()), PowerSource::Unknown);
        QCOMPARE(powerSourceFrom(folder() / "missing"), PowerSource::Unknown);
        put("AC", {{"type", "Mains"}, {"online", "1"}});
        put("hidpp_battery_0",
            {{"type", "Battery"}, {"scope", "Device"}, {"status", "Discharging"}});
        QCOMPARE(powerSourceFrom(folder()), PowerSource::Unknown);
    }
    void aLaptop_data()
    {
        QTest::addColumn<std::string>("online");
        QTest::addColumn<std::string>("status");
        QTest::addColumn<PowerSource>("expected");
        QTest::newRow("charging") << std::string("1") << std::string("Charging")
                                  << PowerSource::Mains;
        QTest::newRow("full") << std::string("1") << std::string("Full") << PowerSource::Mains;
        QTest::newRow("weak charger")
            << std::string("1") << std::string("Discharging") << PowerSource::Mains;
        QTest::newRow("unplugged")
            << std::string("0") << std::string("Discharging") << PowerSource::Battery;
    }
    void aLaptop()
    {
        QFETCH(std::string, online);
        QFETCH(std::string, status);
        QFETCH(PowerSource, expected);
        put("AC", {{"type", "Mains"}, {"online", online}});
        put("BAT0", {{"type", "Battery"}, {"status", status}});
        QCOMPARE(powerSourceFrom(folder()), expected);
    }
    void oneThreadStepsBackAlone()
    {
#ifdef __linux__
        const int before = getpriority(PRIO_PROCESS, 0);
        int lowered = 0;
        int inherited = 0;
        std::thread([&] {
            lowerThreadPriority();
            lowered = getpriority(PRIO_PROCESS, 0);
            std::thread([&] { inherited = getpriority(PRIO_PROCESS, 0); }).join();
        }).join();
        QVERIFY(lowered > before);
        QCOMPARE(inherited, lowered);
        QCOMPARE(getpriority(PRIO_PROCESS, 0), before);
#else
        std::thread(lowerThreadPriority).join();
#endif
    }

private:
    [[nodiscard]] fs::path folder() const
    {
        return m_dir->path().toStdString();
    }
    void put(const std::string& name,
             const std::vector<std::pair<std::string, std::string>>& values) const
    {
        fs::create_directories(folder() / name);
        for (const auto& [key, value] : values)
            std::ofstream(folder() / name / key) << value << '\n';
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestPowerSource)
#include "tst_power_source.moc"
