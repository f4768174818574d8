// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that the user drops from a browser. If one of these fails, a page on the internet makes
// this program ask what only this computer or its network can reach.
#include "tests/core/encode/hub/test_server.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "ui/bridge/picture_fetcher.h"

#include <QSignalSpy>
#include <algorithm>
#include <array>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

/// The test's server stands for one on the internet.
AddressReach asIfPublic(std::span<const std::uint8_t> address)
{
    constexpr std::array<std::uint8_t, 4> kServer{127, 0, 0, 1};
    return std::ranges::equal(address, kServer) ? AddressReach::Public : addressReach(address);
}

} // namespace

class TestPictureFetcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void redirects_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>(
            "local"); // the dropped address is this computer's, and known as such
        QTest::addColumn<bool>("followed");
        QTest::newRow("to the same server") << "/picture.bmp" << false << true;
        QTest::newRow("to a name of it") << "http://127.0.0.1:PORT/picture.bmp" << false << true;
        QTest::newRow("on this computer") << "http://127.0.0.1:PORT/picture.bmp" << true << true;
        for (const char* host : {"127.0.0.2", "127.2", "2130706434", "[::1]", "[::ffff:127.0.0.1]",
                                 "10.0.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"})
            QTest::addRow("to %s", host)
                << QString("http://%1:PORT/picture.bmp").arg(host) << false << false;
        QTest::newRow("to a file") << "file:///etc/passwd" << true << false;
        QTest::newRow("in circles") << "/start" << true << false;
    }
    void redirects()
    {
        QFETCH(QString, target);
        QFETCH(bool, local);
        QFETCH(bool, followed);
        TestServer server;
        const FileBytes bmp = bmpBytes(smoothPicture(8, 8));
        server.put("/picture.bmp", QByteArray(reinterpret_cast<const char*>(bmp.data()),
                                              static_cast<qsizetype>(bmp.size())));
        server.put("/start", "x");
        target.replace("PORT", QString::number(server.port()));
        server.behave("/start", {TestServer::redirect(target.toStdString())});
        PictureFetcher fetcher;
        if (!local)
            fetcher.setReach(asIfPublic);
        QSignalSpy fetched(&fetcher, &PictureFetcher::fetched);
        QSignalSpy failed(&fetcher, &PictureFetcher::failed);
        fetcher.fetch(QUrl(QString::fromStdString(server.url() + "/start")));
        QTRY_COMPARE_WITH_TIMEOUT(fetched.size() + failed.size(), 1, 20'000);
        QCOMPARE(fetched.size(), followed ? 1 : 0);
        QCOMPARE(server.requests("/picture.bmp").size(), std::size_t(followed ? 1 : 0));
    }
};

QTEST_MAIN(TestPictureFetcher)
#include "tst_picture_fetcher.moc"
