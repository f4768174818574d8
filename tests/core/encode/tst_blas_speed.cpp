// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/blas_speed.h"
#include "tests/testing.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace lookalike;

namespace {

/// More threads than processors that do nothing but compute.
class FullLoad {
public:
    FullLoad()
    {
        for (unsigned i = 0; i < 4 * std::max(1U, std::thread::hardware_concurrency()); ++i)
            m_threads.emplace_back([this] {
                while (!m_ended)
                    ++m_count;
            });
    }
    FullLoad(const FullLoad&) = delete;
    FullLoad& operator=(const FullLoad&) = delete;
    ~FullLoad()
    {
        m_ended = true;
        for (std::thread& thread : m_threads)
            thread.join();
    }

private:
    std::atomic<bool> m_ended{false};
    std::atomic<std::uint64_t> m_count{0};
    std::vector<std::thread> m_threads;
};

} // namespace

// If this fails, a busy computer is told to install what it has, or a slow one is told nothing.
class TestBlasSpeed : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBusyComputerIsNotASlowOne();
    void waitingDoesNotCount();
    void aSlowMultiplicationIsTold();
};

void TestBlasSpeed::aBusyComputerIsNotASlowOne()
{
    if (!slowBlasWarning(blasGigaflops()).empty())
        QSKIP("the BLAS of this computer is a slow one");
    const FullLoad load;
    for (int i = 0; i < 5; ++i) {
        const double gigaflops = blasGigaflops();
        QVERIFY2(slowBlasWarning(gigaflops).empty(), qPrintable(QString::number(gigaflops)));
    }
}

void TestBlasSpeed::waitingDoesNotCount()
{
#ifdef Q_OS_UNIX
    constexpr auto kBusy = std::chrono::milliseconds(20);
    const double gigaflops = gigaflopsOf(1e6, 1e9, [&] {
        std::thread([&] {
            const auto end = std::chrono::steady_clock::now() + kBusy;
            while (std::chrono::steady_clock::now() < end) {
            }
        }).join();
    });
    QVERIFY2(gigaflops > 0.2, qPrintable(QString::number(gigaflops))); // by the clock 0.05
#else
    QSKIP("counts the time on the clock here");
#endif
}

void TestBlasSpeed::aSlowMultiplicationIsTold()
{
    // One product after the other, as the reference BLAS does it.
    constexpr std::size_t kSize = 128;
    std::vector<float> a(kSize * kSize, 0.5F);
    std::vector<float> b(kSize * kSize, 0.25F);
    std::vector<float> c(kSize * kSize);
    const double gigaflops = gigaflopsOf(2.0 * kSize * kSize * kSize, 10, [&] {
        for (std::size_t row = 0; row < kSize; ++row)
            for (std::size_t column = 0; column < kSize; ++column) {
                float sum = 0;
                for (std::size_t i = 0; i < kSize; ++i)
                    sum += a[row * kSize + i] * b[i * kSize + column];
                c[row * kSize + column] = sum;
            }
        a[0] = c[1]; // so that none of it is left out
    });
    QVERIFY2(gigaflops > 0 && gigaflops < 10, qPrintable(QString::number(gigaflops)));
    const std::string warning = slowBlasWarning(gigaflops).english();
    QVERIFY2(warning.find("OpenBLAS") != std::string::npos, warning.c_str());
    QVERIFY(slowBlasWarning(40).empty());
}

QTEST_GUILESS_MAIN(TestBlasSpeed)
#include "tst_blas_speed.moc"
