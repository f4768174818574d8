// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/batch_order.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace lookalike::training {

namespace {

constexpr std::size_t kTogether = 4;

} // namespace

BatchOrder::BatchOrder(std::span<const std::int64_t> labels, std::span<const std::int64_t> training,
                       std::int64_t batch, double othersShare, std::uint64_t seed)
    : m_seed(seed)
{
    std::map<std::int64_t, Photos> labelled;
    for (const std::int64_t photo : training) {
        const std::int64_t label = labels[static_cast<std::size_t>(photo)];
        if (label >= 0)
            labelled[label].push_back(photo);
        else
            m_others.labels.push_back({photo});
    }
    for (auto& [number, members] : labelled) {
        m_labelled.size += static_cast<std::int64_t>(members.size());
        m_labelled.labels.push_back(std::move(members));
    }
    m_others.size = static_cast<std::int64_t>(m_others.labels.size());
    const double share = m_labelled.size == 0 ? 1 : m_others.size == 0 ? 0 : othersShare;
    m_ofOthers =
        std::min<std::int64_t>(m_others.size, std::llround(static_cast<double>(batch) * share));
    m_ofLabelled = std::min(m_labelled.size, batch - m_ofOthers);
}

BatchOrder::Photos BatchOrder::orderOf(const Sequence& sequence, std::int64_t epoch) const
{
    std::mt19937_64 random(m_seed * 1'000'003 + static_cast<std::uint64_t>(epoch));
    std::vector<Photos> together;
    for (const Photos& members : sequence.labels) {
        Photos shuffled = members;
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        for (std::size_t i = 0; i < shuffled.size(); i += kTogether)
            together.emplace_back(shuffled.begin() + static_cast<std::ptrdiff_t>(i),
                                  shuffled.begin() + static_cast<std::ptrdiff_t>(
                                                         std::min(i + kTogether, shuffled.size())));
    }
    std::shuffle(together.begin(), together.end(), random);
    Photos order;
    for (const Photos& photos : together)
        order.insert(order.end(), photos.begin(), photos.end());
    return order;
}

void BatchOrder::draw(Sequence& sequence, std::int64_t first, std::int64_t count, Photos& to) const
{
    for (std::int64_t i = first; i < first + count; ++i) {
        if (sequence.epoch != i / sequence.size) {
            sequence.epoch = i / sequence.size;
            sequence.order = orderOf(sequence, sequence.epoch);
        }
        to.push_back(sequence.order[static_cast<std::size_t>(i % sequence.size)]);
    }
}

BatchOrder::Photos BatchOrder::at(std::int64_t step)
{
    Photos photos;
    draw(m_labelled, step * m_ofLabelled, m_ofLabelled, photos);
    draw(m_others, step * m_ofOthers, m_ofOthers, photos);
    return photos;
}

} // namespace lookalike::training
