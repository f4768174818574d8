// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unique_handle.h"
#include "tests/testing.h"

#ifdef Q_OS_UNIX
#include <fcntl.h>
#endif

using namespace lookalike;

// If this fails, descriptors leak until none is left, or one is closed that belongs to another file
// by then.
class TestUniqueHandle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_UNIX
        QSKIP("asks for descriptors by their number");
#endif
    }
    void closesAtTheEnd();
    void hasOneOwnerWhenItMoves();
    void whatIsReleasedStaysOpen();
    void failureIsNone();

private:
#ifdef Q_OS_UNIX
    static int openSomething()
    {
        return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    }
    static bool isOpen(int descriptor)
    {
        return ::fcntl(descriptor, F_GETFD) >= 0;
    }
#else
    static UniqueHandle::Value openSomething()
    {
        return UniqueHandle::kNone;
    }
    static bool isOpen(UniqueHandle::Value)
    {
        return false;
    }
#endif
};

void TestUniqueHandle::closesAtTheEnd()
{
    const auto value = openSomething();
    {
        const UniqueHandle handle(value);
        QVERIFY(handle.isValid());
        QCOMPARE(handle.get(), value);
        QVERIFY(isOpen(value));
    }
    QVERIFY(!isOpen(value));
}

void TestUniqueHandle::hasOneOwnerWhenItMoves()
{
    const auto first = openSomething();
    const auto second = openSomething();
    {
        UniqueHandle a(first);
        UniqueHandle b(std::move(a));
        QVERIFY(!a.isValid());
        QCOMPARE(b.get(), first);
        b = UniqueHandle(second); // the first one goes with the temporary
        QCOMPARE(b.get(), second);
        QVERIFY(!isOpen(first));
        QVERIFY(isOpen(second));
    }
    QVERIFY(!isOpen(second));
}

void TestUniqueHandle::whatIsReleasedStaysOpen()
{
    UniqueHandle handle(openSomething());
    const UniqueHandle next(handle.release());
    QVERIFY(!handle.isValid());
    QVERIFY(isOpen(next.get()));
}

void TestUniqueHandle::failureIsNone()
{
    QVERIFY(!UniqueHandle().isValid());
#ifdef Q_OS_UNIX
    QVERIFY(!UniqueHandle(::open("/no/such/file", O_RDONLY)).isValid());
#endif
}

QTEST_GUILESS_MAIN(TestUniqueHandle)
#include "tst_unique_handle.moc"
