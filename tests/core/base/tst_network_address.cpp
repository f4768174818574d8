// SPDX-License-Identifier: GPL-3.0-or-later
// Where redirects may lead. If one of these fails, a server on the internet makes this program ask
// what only this computer or its network can reach.
#include "core/base/network_address.h"
#include "tests/testing.h"

#include <arpa/inet.h>

using namespace lookalike;

namespace {

std::vector<std::uint8_t> bytesOf(const char* text)
{
    std::vector<std::uint8_t> bytes(16);
    if (inet_pton(AF_INET6, text, bytes.data()) == 1)
        return bytes;
    bytes.resize(4);
    return inet_pton(AF_INET, text, bytes.data()) == 1 ? bytes : std::vector<std::uint8_t>();
}

} // namespace

class TestNetworkAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void howCloseAnAddressIs_data()
    {
        QTest::addColumn<int>("reach");
        const auto rows = [](AddressReach reach, std::initializer_list<const char*> addresses) {
            for (const char* address : addresses)
                QTest::newRow(address) << int(reach);
        };
        rows(AddressReach::Public,
             {"1.1.1.1",          "9.255.255.255",        "11.0.0.0",   "100.63.255.255",
              "100.128.0.0",      "126.255.255.255",      "128.0.0.0",  "169.253.255.255",
              "169.255.0.0",      "172.15.255.255",       "172.32.0.0", "192.167.255.255",
              "192.169.0.0",      "198.17.255.255",       "198.20.0.0", "223.255.255.255",
              "2606:4700::1111",  "2001:4860:4860::8888", "2a00::1",    "::ffff:1.1.1.1",
              "64:ff9b::1.1.1.1", "2002:101:101::1"});
        rows(AddressReach::Private, {"10.0.0.0",
                                     "10.255.255.255",
                                     "100.64.0.0",
                                     "100.127.255.255",
                                     "169.254.169.254",
                                     "172.16.0.0",
                                     "172.31.255.255",
                                     "192.168.0.0",
                                     "192.168.255.255",
                                     "192.0.0.1",
                                     "192.0.2.1",
                                     "198.18.0.0",
                                     "198.19.255.255",
                                     "198.51.100.1",
                                     "203.0.113.1",
                                     "224.0.0.1",
                                     "239.255.255.255",
                                     "240.0.0.0",
                                     "255.255.255.255",
                                     "fc00::1",
                                     "fdff:ffff::1",
                                     "fe80::1",
                                     "febf::1",
                                     "fec0::1",
                                     "ff02::1",
                                     "ff0e::1",
                                     "100::1",
                                     "2001::1",
                                     "2001:db8::1",
                                     "64:ff9b:1::1",
                                     "::ffff:10.0.0.1",
                                     "::ffff:169.254.169.254",
                                     "64:ff9b::192.168.0.1",
                                     "2002:a00:1::1",
                                     "2002:c0a8:1::1",
                                     "::10.0.0.1",
                                     "::ffff:0:172.16.0.1"});
        rows(AddressReach::ThisMachine,
             {"0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.255", "::", "::1", "::ffff:127.0.0.1",
              "::ffff:0.0.0.0", "64:ff9b::127.0.0.1", "2002:7f00:1::", "::127.0.0.1"});
    }
    void howCloseAnAddressIs()
    {
        QFETCH(int, reach);
        QCOMPARE(int(addressReach(bytesOf(QTest::currentDataTag()))), reach);
    }

    void whatIsNoAddressIsThisMachine()
    {
        for (const std::size_t size : {0U, 3U, 5U, 15U, 17U})
            QVERIFY(addressReach(std::vector<std::uint8_t>(size, 8)) == AddressReach::ThisMachine);
    }

    void redirectsLeadNoCloser_data()
    {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("next");
        QTest::addColumn<bool>("proxied");
        QTest::addColumn<bool>("admitted");
        const auto row = [](const char* first, const char* next, bool proxied, bool admitted) {
            QTest::addRow("%s to %s%s", first, next, proxied ? " by proxy" : "")
                << QByteArray(first) << QByteArray(next) << proxied << admitted;
        };
        row("1.1.1.1", "8.8.8.8", false, true);
        row("1.1.1.1", "10.0.0.1", false, false);
        row("1.1.1.1", "127.0.0.1", false, false);
        row("10.0.0.1", "192.168.0.1", false, true);
        row("10.0.0.1", "1.1.1.1", false, true);
        row("10.0.0.1", "127.0.0.1", false, false);
        row("127.0.0.1", "::1", false, true);
        row("127.0.0.1", "10.0.0.1", false, true);
        row("127.0.0.1", "127.0.0.1", true, true); // the proxy itself
        row("127.0.0.1", "127.0.0.2", true, false);
        row("10.0.0.1", "10.0.0.2", true, false);
        row("10.0.0.1", "8.8.8.8", true, true);
    }
    void redirectsLeadNoCloser()
    {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, next);
        QFETCH(bool, proxied);
        QFETCH(bool, admitted);
        RedirectGuard guard(proxied);
        QVERIFY(guard.admits(bytesOf(first)));
        guard.followsRedirect();
        QCOMPARE(guard.admits(bytesOf(next)), admitted);
        QCOMPARE(guard.hasRefused(), !admitted);
    }

    /// A name with two addresses, of which one is private.
    void theMostPublicAddressCounts()
    {
        RedirectGuard guard(false);
        QVERIFY(guard.admits(bytesOf("127.0.0.1")));
        QVERIFY(guard.admits(bytesOf("1.1.1.1")));
        guard.followsRedirect();
        QVERIFY(!guard.admits(bytesOf("127.0.0.1")));
    }
};

QTEST_APPLESS_MAIN(TestNetworkAddress)
#include "tst_network_address.moc"
