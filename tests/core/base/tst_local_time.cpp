// SPDX-License-Identifier: GPL-3.0-or-later
// If this fails, photos without a capture date stand under the wrong day.
#include "core/base/local_time.h"
#include "tests/testing.h"

#include <QDateTime>
#include <QTimeZone>
#include <ctime>
#include <limits>

using namespace lookalike;

class TestLocalTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClockShows_data();
    void aClockShows();
    void instantsExistForAnyClock();
    void cleanup();
};

void TestLocalTime::cleanup()
{
    qunsetenv("TZ");
    ::tzset();
}

void TestLocalTime::aClockShows_data()
{
    QTest::addColumn<QByteArray>("zone"); // as POSIX writes it: no zone file is needed
    QTest::addColumn<QString>("utc");
    QTest::addColumn<QString>("local");
    const auto row = [](const char* name, const char* zone, const char* utc, const char* local) {
        QTest::newRow(name) << QByteArray(zone) << QString::fromLatin1(utc)
                            << QString::fromLatin1(local);
    };
    row("UTC", "UTC0", "2026-05-03T22:30:00", "2026-05-03T22:30:00");
    row("the day after", "CET-1CEST,M3.5.0,M10.5.0/3", "2026-05-03T22:30:00",
        "2026-05-04T00:30:00");
    row("winter", "CET-1CEST,M3.5.0,M10.5.0/3", "2026-12-31T23:30:00", "2027-01-01T00:30:00");
    row("the day before", "PST8PDT,M3.2.0,M11.1.0", "2024-03-01T02:00:00", "2024-02-29T18:00:00");
    row("half an hour", "IST-5:30", "2026-05-03T18:45:10", "2026-05-04T00:15:10");
    row("before 1970", "PST8PDT,M3.2.0,M11.1.0", "1955-01-01T00:00:00", "1954-12-31T16:00:00");
}

void TestLocalTime::aClockShows()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, utc);
    QFETCH(const QString, local);
    qputenv("TZ", zone);
    ::tzset();
    const auto seconds = [](const QString& text) {
        QDateTime time = QDateTime::fromString(text, Qt::ISODate);
        time.setTimeZone(QTimeZone::utc());
        return std::int64_t{time.toSecsSinceEpoch()};
    };
    QCOMPARE(localSeconds(seconds(utc)), seconds(local));
    QCOMPARE(localTime(seconds(utc))->tm_mday, local.mid(8, 2).toInt());
    QCOMPARE(instantOf(seconds(local)), seconds(utc));
}

void TestLocalTime::instantsExistForAnyClock()
{
    qputenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
    ::tzset();
    const std::int64_t midnight = 1'711'843'200; // of 31 March 2024, if it were in UTC
    for (const std::int64_t skipped : {2 * 3600, 2 * 3600 + 1800, 3 * 3600})
        QCOMPARE(instantOf(midnight + skipped), midnight + 3600);
    using Limits = std::numeric_limits<std::int64_t>;
    for (const std::int64_t far : {Limits::min(), Limits::max()})
        QCOMPARE(instantOf(far), far);
}

QTEST_GUILESS_MAIN(TestLocalTime)
#include "tst_local_time.moc"
