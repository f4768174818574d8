// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text_encoder_loader.h"
#include "tests/testing.h"

#include <atomic>
#include <semaphore>
#include <thread>

using namespace lookalike;

namespace {

class Words final : public TextEncoder {
public:
    int dim() const noexcept override { return 1; }
    Result<TextEmbedding> encode(std::string_view, const std::stop_token&) const override
    {
        return TextEmbedding{{1}, false, {}};
    }
    Result<std::vector<float>> encodeIds(std::span<const std::uint32_t>,
                                         const std::stop_token&) const override
    {
        return std::vector<float>{1};
    }
};

using Loaded = TextEncoderLoader::Loaded;

} // namespace

// If one of these fails, a query of words cannot be taken back while a model is loaded, or a model
// is loaded again for each query, or the program hangs when it ends.
class tst_TextEncoderLoader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQueryIsTakenBackAndTheNextFindsWhatWasLoaded();
    void allWhoWaitGetTheSame();
    void afterAnErrorItIsTriedAgain();
    void theEndStopsLoading();
};

void tst_TextEncoderLoader::aQueryIsTakenBackAndTheNextFindsWhatWasLoaded()
{
    std::binary_semaphore goOn{0};
    std::atomic<int> loads{0};
    TextEncoderLoader loader([&](const std::stop_token&) -> Loaded {
        ++loads;
        goOn.acquire();
        return std::make_shared<const Words>();
    });
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(loader.get(stop.get_token()), ErrorCode::Cancelled); // it is being loaded
    goOn.release();
    const auto found = loader.get({});
    VERIFY_RESULT(found);
    QVERIFY(loader.get(stop.get_token()).has_value()); // it is there: nobody waits
    QCOMPARE(loads.load(), 1);
}

void tst_TextEncoderLoader::allWhoWaitGetTheSame()
{
    std::atomic<int> loads{0};
    TextEncoderLoader loader([&](const std::stop_token&) -> Loaded {
        ++loads;
        return std::make_shared<const Words>();
    });
    std::vector<std::shared_ptr<const TextEncoder>> found(8);
    {
        std::vector<std::jthread> threads;
        for (auto& each : found)
            threads.emplace_back([&loader, &each] { each = loader.get({}).value_or(nullptr); });
    }
    for (const auto& each : found)
        QVERIFY(each != nullptr && each == found.front());
    QCOMPARE(loads.load(), 1);
}

void tst_TextEncoderLoader::afterAnErrorItIsTriedAgain()
{
    int loads = 0;
    TextEncoderLoader loader([&](const std::stop_token&) -> Loaded {
        if (++loads == 1)
            return fail(ErrorCode::IoError, "not yet"_msg);
        return std::make_shared<const Words>();
    });
    VERIFY_ERROR(loader.get({}), ErrorCode::IoError);
    VERIFY_RESULT(loader.get({}));
    QCOMPARE(loads, 2);
}

void tst_TextEncoderLoader::theEndStopsLoading()
{
    std::stop_source stop;
    stop.request_stop();
    {
        TextEncoderLoader loader([&](const std::stop_token& closing) -> Loaded {
            std::binary_semaphore stopped{0};
            const std::stop_callback whenStopped(closing, [&] { stopped.release(); });
            stopped.acquire();
            return fail(ErrorCode::Cancelled, "stopped"_msg);
        });
        VERIFY_ERROR(loader.get(stop.get_token()), ErrorCode::Cancelled);
    }
}

QTEST_GUILESS_MAIN(tst_TextEncoderLoader)
#include "tst_text_encoder_loader.moc"
