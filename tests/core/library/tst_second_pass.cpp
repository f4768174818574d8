// SPDX-License-Identifier: GPL-3.0-or-later
// Reading all photos again with another model. If these fail, that slows down everything else on
// the machine, or the first run, for which the user waits, is slow.
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <atomic>

#ifdef __linux__
#include <sys/resource.h>
#endif

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestSecondPass : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsBackForOtherPrograms()
    {
#ifndef __linux__
        QSKIP("the priority of a thread is read on Linux");
#else
        const QTemporaryDir dir;
        const fs::path root = fs::canonical(dir.path().toStdString());
        for (int i = 0; i < 12; ++i)
            writePlainPhoto(root / "photos" / (std::to_string(i) + ".bmp"), i * 20, 30, 40);
        const int own = getpriority(PRIO_PROCESS, 0);
        const auto first = std::make_shared<ColourEncoder>("first");
        const auto second = std::make_shared<ColourEncoder>("second");
        std::atomic<int> priority{-100};
        for (const auto& encoder : {first, second})
            encoder->refuses = [&](std::span<const float>) {
                priority = getpriority(PRIO_PROCESS, 0);
                return false;
            };
        const auto read = [&](const std::shared_ptr<ColourEncoder>& encoder) {
            LibraryOptions options;
            options.catalog = root / "catalog.db";
            const auto library = LibraryCore::open(
                options, [&]() -> Result<std::shared_ptr<const Encoder>> { return encoder; },
                [&](const EmbeddingSpace&) -> Result<std::shared_ptr<const Encoder>> {
                    return first;
                });
            VERIFY_RESULT(library);
            if (encoder == first)
                VERIFY_RESULT((*library)->addFolder(root / "photos"));
            VERIFY_RESULT((*library)->index({}, {}));
        };
        read(first);
        QCOMPARE(priority.load(), own);
        read(second);
        QCOMPARE(second->encoded.load(), std::size_t{12});
        QVERIFY(priority > own);
        // From now on it is the one that reads, at once.
        writePlainPhoto(root / "photos" / "new.bmp", 1, 2, 250);
        read(second);
        QCOMPARE(second->encoded.load(), std::size_t{13});
        QCOMPARE(priority.load(), own);
#endif
    }
};

QTEST_GUILESS_MAIN(TestSecondPass)
#include "tst_second_pass.moc"
