// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/model_directory.h"
#include "core/encode/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

namespace lookalike {

/// Returns the name of the tensor with the embeddings of tokens; empty for a `model_type` whose
/// words this program does not know. Any thread.
[[nodiscard]] std::string_view tokenTableName(std::string_view modelType) noexcept;

/// Returns true if the directory holds the half of a model that reads words. Reads the headers of
/// the weights alone; any thread.
[[nodiscard]] bool knowsWords(const ModelDirectory& model);

/// The embeddings of a text encoder's tokens. They are hundreds of megabytes, of which a query
/// needs a few rows: these are read from the file when they are asked for. Thread-safe.
class TokenTable {
public:
    /// Finds the tensor `name` in one of the files. Fails with NotFound if it is in none, and with
    /// Broken if it is not a matrix of floating-point numbers.
    [[nodiscard]] static Result<std::unique_ptr<TokenTable>>
    open(const std::vector<std::filesystem::path>& files, std::string_view name);

    [[nodiscard]] std::int64_t rows() const noexcept { return m_info.shape[0]; }
    [[nodiscard]] std::int64_t width() const noexcept { return m_info.shape[1]; }

    /// Appends the rows of `ids` to `out` as float32. Fails with Broken for an id beyond the table.
    [[nodiscard]] Result<> read(std::span<const std::uint32_t> ids, std::vector<float>& out);

private:
    TokenTable(SafetensorsFile file, TensorInfo info);

    std::mutex m_mutex;
    SafetensorsFile m_file;
    TensorInfo m_info;
};

} // namespace lookalike
