// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/freed_memory.h"
#include "tests/testing.h"

#include <sys/resource.h>

#include <cstddef>
#include <memory>

using namespace lookalike;

namespace {

long pageFaults()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}

/// Allocates, touches and frees what a layer of an encoder does.
void useAndFree(std::size_t bytes)
{
    const std::unique_ptr<char[]> block(new char[bytes]);
    volatile char* const touched = block.get(); // the compiler must not leave it out
    for (std::size_t at = 0; at < bytes; at += 4096)
        touched[at] = 1;
}

} // namespace

/// If this fails, encoders and decoders spend a fifth of their time in the kernel.
class TestFreedMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void freedBlocksServeTheNextOnes()
    {
        constexpr std::size_t kBytes = 12U << 20;
        constexpr long kPages = kBytes / 4096;
        keepFreedMemory(512);
        useAndFree(kBytes);
        const long before = pageFaults();
        for (int round = 0; round < 50; ++round) {
            useAndFree(kBytes);
            useAndFree(kBytes / 3);
        }
        QVERIFY2(pageFaults() - before < kPages,
                 qPrintable(QString::number(pageFaults() - before)));
    }
};

QTEST_GUILESS_MAIN(TestFreedMemory)
#include "tst_freed_memory.moc"
