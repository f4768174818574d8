// SPDX-License-Identifier: GPL-3.0-or-later
// Which photos fine-tuning learns from, in which order, and how fast each layer may move. If these
// fail, a model is measured by what it was trained on, or a resumed run is another one.
#include "core/encode/torch/training/batch_order.h"
#include "core/encode/torch/training/held_out.h"
#include "core/encode/torch/training/layer_rates.h"
#include "tests/testing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::training;

namespace {

using Numbers = std::vector<std::int64_t>;

/// Photos with up to `labels` labels, some without, and chains of copies.
struct RandomPhotos {
    Numbers labels;
    Numbers copies;

    explicit RandomPhotos(unsigned seed)
    {
        std::mt19937 random(seed);
        const std::size_t count = 40 + random() % 200;
        const std::int64_t kinds = 2 + static_cast<std::int64_t>(random() % 6);
        for (std::size_t i = 0; i < count; ++i) {
            labels.push_back(static_cast<std::int64_t>(random() % 100) % (kinds + 1) - 1);
            const bool isCopy = i > 0 && random() % 4 == 0;
            copies.push_back(isCopy ? copies[random() % i] : static_cast<std::int64_t>(i));
        }
    }
};

} // namespace

class TestTuningParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPhotoIsTrainedOnOrHeldOut();
    void copiesAndShotsStayOnOneSide();
    void aShareOfEachLabelIsHeldOut();
    void smallLabelsAreTrainedOn();
    void anEpochShowsEachPhotoOnce();
    void theOrderDependsOnTheStepAlone();
    void othersHaveTheirShare();
    void ratesFallTowardsTheFirstLayer();
};

void TestTuningParts::aPhotoIsTrainedOnOrHeldOut()
{
    for (unsigned seed = 0; seed < 50; ++seed) {
        const RandomPhotos photos(seed);
        const auto split = splitForTuning(photos.labels, photos.copies, 0.2, false, seed);
        VERIFY_RESULT(split);
        Numbers all = split->training;
        all.insert(all.end(), split->heldOut.begin(), split->heldOut.end());
        all.insert(all.end(), split->heldOutOthers.begin(), split->heldOutOthers.end());
        std::ranges::sort(all);
        Numbers expected(photos.labels.size());
        std::iota(expected.begin(), expected.end(), std::int64_t{0});
        QCOMPARE(all, expected);
        for (const std::int64_t photo : split->heldOut)
            QVERIFY(photos.labels[static_cast<std::size_t>(photo)] >= 0);
        for (const std::int64_t photo : split->heldOutOthers)
            QCOMPARE(photos.labels[static_cast<std::size_t>(photo)], std::int64_t{-1});
    }
}

void TestTuningParts::copiesAndShotsStayOnOneSide()
{
    for (unsigned seed = 0; seed < 50; ++seed) {
        for (const bool keepLabels : {false, true}) {
            const RandomPhotos photos(seed);
            Numbers labels = photos.labels;
            if (keepLabels) // many small shots
                for (std::size_t i = 0; i < labels.size(); ++i)
                    labels[i] = i % 3 == 0 ? -1 : static_cast<std::int64_t>(i / 4);
            const auto split = splitForTuning(labels, photos.copies, 0.3, keepLabels, seed);
            VERIFY_RESULT(split);
            const std::set<std::int64_t> training(split->training.begin(), split->training.end());
            for (std::size_t i = 0; i < labels.size(); ++i)
                for (std::size_t j = 0; j < i; ++j) {
                    const bool belong = photos.copies[i] == photos.copies[j] ||
                                        (keepLabels && labels[i] >= 0 && labels[i] == labels[j]);
                    if (belong)
                        QCOMPARE(training.contains(static_cast<std::int64_t>(i)),
                                 training.contains(static_cast<std::int64_t>(j)));
                }
        }
    }
}

void TestTuningParts::aShareOfEachLabelIsHeldOut()
{
    Numbers labels;
    for (std::int64_t i = 0; i < 200; ++i)
        labels.push_back(i % 4);
    Numbers own(labels.size());
    std::iota(own.begin(), own.end(), std::int64_t{0});
    const auto split = splitForTuning(labels, own, 0.2, false, 1);
    VERIFY_RESULT(split);
    std::map<std::int64_t, int> held;
    for (const std::int64_t photo : split->heldOut)
        ++held[labels[static_cast<std::size_t>(photo)]];
    QCOMPARE(held, (std::map<std::int64_t, int>{{0, 10}, {1, 10}, {2, 10}, {3, 10}}));
    const auto other = splitForTuning(labels, own, 0.2, false, 2);
    VERIFY_RESULT(other);
    QVERIFY(other->heldOut != split->heldOut);
}

void TestTuningParts::smallLabelsAreTrainedOn()
{
    // Three different photos, one of them many times.
    const Numbers labels{0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
    const Numbers copies{0, 1, 2, 2, 2, 2, 6, 7, 8, 9};
    const auto split = splitForTuning(labels, copies, 0.2, false, 1);
    VERIFY_RESULT(split);
    for (const std::int64_t photo : split->heldOut)
        QCOMPARE(labels[static_cast<std::size_t>(photo)], std::int64_t{1});
    VERIFY_ERROR(splitForTuning(Numbers{0, 0, 1, 1}, Numbers{0, 1, 2, 3}, 0.2, false, 1),
                 ErrorCode::InvalidArgument);
}

void TestTuningParts::anEpochShowsEachPhotoOnce()
{
    Numbers labels(60);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = static_cast<std::int64_t>(i % 7);
    Numbers training;
    for (std::int64_t i = 0; i < 60; i += 2)
        training.push_back(i);
    BatchOrder order(labels, training, 10, 0.25, 3);
    Numbers firstEpoch;
    for (int epoch = 0; epoch < 3; ++epoch) {
        Numbers seen;
        for (int step = 0; step < 3; ++step) {
            const Numbers batch = order.at(3 * epoch + step);
            QCOMPARE(batch.size(), std::size_t{10});
            seen.insert(seen.end(), batch.begin(), batch.end());
        }
        QVERIFY(epoch == 0 || seen != firstEpoch);
        if (epoch == 0)
            firstEpoch = seen;
        std::ranges::sort(seen);
        QCOMPARE(seen, training);
    }
}

void TestTuningParts::theOrderDependsOnTheStepAlone()
{
    const RandomPhotos photos(4);
    Numbers training(photos.labels.size());
    std::iota(training.begin(), training.end(), std::int64_t{0});
    BatchOrder order(photos.labels, training, 16, 0.25, 7);
    std::vector<Numbers> batches;
    for (std::int64_t step = 0; step < 40; ++step)
        batches.push_back(order.at(step));
    BatchOrder resumed(photos.labels, training, 16, 0.25, 7);
    for (std::int64_t step = 39; step >= 0; --step)
        QCOMPARE(resumed.at(step), batches[static_cast<std::size_t>(step)]);
    BatchOrder other(photos.labels, training, 16, 0.25, 8);
    QVERIFY(other.at(0) != batches[0]);
}

void TestTuningParts::othersHaveTheirShare()
{
    Numbers labels(100, -1);
    for (std::size_t i = 0; i < 50; ++i)
        labels[i] = static_cast<std::int64_t>(i % 2);
    Numbers training(labels.size());
    std::iota(training.begin(), training.end(), std::int64_t{0});
    const auto othersOf = [&](const Numbers& batch) {
        return std::ranges::count_if(
            batch, [&](std::int64_t photo) { return labels[static_cast<std::size_t>(photo)] < 0; });
    };
    QCOMPARE(othersOf(BatchOrder(labels, training, 20, 0.25, 1).at(0)), 5);
    QCOMPARE(othersOf(BatchOrder(labels, training, 20, 0, 1).at(0)), 0);
    const Numbers none(100, -1);
    QCOMPARE(BatchOrder(none, training, 20, 0.25, 1).at(0).size(), std::size_t{20});
}

void TestTuningParts::ratesFallTowardsTheFirstLayer()
{
    const LayerRates vit({"embeddings.cls_token", "encoder.layer.0.output.dense.weight",
                          "encoder.layer.2.output.dense.weight",
                          "encoder.layer.10.output.dense.weight", "layernorm.weight"},
                         1, 0.5);
    QCOMPARE(vit.layers(), 3);
    QCOMPARE(vit("layernorm.weight"), 1.0);
    QCOMPARE(vit("encoder.layer.10.output.dense.weight"), 1.0);
    QCOMPARE(vit("encoder.layer.2.layernorm_before.bias"), 0.5);
    QCOMPARE(vit("encoder.layer.0.output.dense.weight"), 0.25);
    QCOMPARE(vit("embeddings.cls_token"), 0.25);

    // A stage's own parts stand before its layers.
    const LayerRates convnext(
        {"embeddings.layernorm.weight", "encoder.stages.0.layers.0.dwconv.weight",
         "encoder.stages.1.downsampling_layer.1.weight", "encoder.stages.1.layers.0.dwconv.weight",
         "encoder.stages.1.layers.1.dwconv.weight"},
        1, 0.5);
    QCOMPARE(convnext("encoder.stages.1.layers.1.pwconv1.weight"), 1.0);
    QCOMPARE(convnext("encoder.stages.1.layers.0.pwconv1.weight"), 0.5);
    QCOMPARE(convnext("encoder.stages.1.downsampling_layer.1.weight"), 0.25);
    QCOMPARE(convnext("encoder.stages.0.layers.0.dwconv.weight"), 0.125);

    const LayerRates resnet({"embedder.embedder.convolution.weight",
                             "encoder.stages.0.layers.0.layer.0.convolution.weight",
                             "encoder.stages.1.layers.0.layer.0.convolution.weight",
                             "encoder.stages.1.layers.0.shortcut.convolution.weight"},
                            1, 0.5);
    QCOMPARE(resnet.layers(), 2);
    QCOMPARE(resnet("encoder.stages.1.layers.0.shortcut.convolution.weight"), 1.0);
    QCOMPARE(resnet("encoder.stages.0.layers.0.layer.0.convolution.weight"), 0.5);
    QCOMPARE(resnet("embedder.embedder.convolution.weight"), 0.5);
}

QTEST_GUILESS_MAIN(TestTuningParts)
#include "tst_tuning_parts.moc"
