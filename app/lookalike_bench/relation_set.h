// SPDX-License-Identifier: GPL-3.0-or-later
// Originals, copies of every kind, and distractors, described as the pipeline describes them.
#pragma once

#include "app/lookalike_bench/relation_kinds.h"
#include "core/base/result.h"
#include "core/duplicates/verify/verifiable_picture.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace lookalike {

/// body(i) for all i below count, on all cores.
template <class Body>
void forEachOnAllCores(std::size_t count, const Body& body)
{
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            for (std::size_t item = next++; item < count; item = next++)
                body(item);
        });
}

struct RelationSetOptions {
    std::string model;                         ///< the encoder that gives candidates
    std::vector<std::filesystem::path> photos; ///< folders: originals, then distractors
    std::vector<std::filesystem::path> tars;   ///< more distractors
    std::size_t originals = 60;                ///< photos of which copies of every kind are made
    std::size_t distractors = 5000;            ///< other photos
};

struct RelationPhoto {
    Image image;
    std::size_t source = 0; ///< photos made from one original share it
    int kind = -1;          ///< index into copyKinds(), -1 of what is no copy
    std::array<std::uint64_t, 8> hashes{};
    std::optional<std::array<std::uint64_t, 8>> framedHashes;
    std::uint64_t differenceHash = 0;
    std::vector<float> embedding;
};

/// Photos 0 to originals - 1 are the originals. Pictures are prepared for verification when they
/// are first asked for.
class RelationSet {
public:
    [[nodiscard]] static Result<std::unique_ptr<RelationSet>>
    make(const RelationSetOptions& options);

    [[nodiscard]] const std::vector<RelationPhoto>& photos() const { return m_photos; }
    [[nodiscard]] const std::vector<CopyKind>& kinds() const { return m_kinds; }
    [[nodiscard]] std::size_t originals() const { return m_originals; }
    /// Any thread.
    [[nodiscard]] const VerifiablePicture& verifiable(std::size_t photo);
    [[nodiscard]] std::vector<double> prepareMs() const { return m_prepareMs; }

private:
    Result<> describe(const std::string& model);

    std::vector<CopyKind> m_kinds = copyKinds();
    std::vector<RelationPhoto> m_photos;
    std::size_t m_originals = 0;
    std::vector<VerifiablePicture> m_verifiable;
    std::unique_ptr<std::once_flag[]> m_once;
    std::mutex m_mutex;
    std::vector<double> m_prepareMs;
};

} // namespace lookalike
