// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/photo_embedder.h"

#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

namespace lookalike {

namespace {

class Job {
public:
    Job(std::span<const std::filesystem::path> files, const Decoder& decoder,
        const Encoder& encoder, const std::function<void(std::size_t)>& onFile,
        const std::stop_token& stop)
        : m_files(files)
        , m_decoder(decoder)
        , m_encoder(encoder)
        , m_onFile(onFile)
        , m_stop(stop)
    {
        m_result.dim = encoder.info().space.dim;
        m_result.embeddings.resize(files.size() * dim());
        m_result.errors.resize(files.size());
    }

    Result<EmbeddedFiles> run()
    {
        const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
        const EncoderInfo& info = m_encoder.info();
        const std::size_t count =
            info.device == DeviceKind::Cpu ? std::max<std::size_t>(info.concurrency, 1) : cores;
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < count; ++i)
                threads.emplace_back([this] { work(); });
        }
        if (m_failure)
            return fail(std::move(*m_failure));
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        return std::move(m_result);
    }

private:
    [[nodiscard]] std::size_t dim() const { return static_cast<std::size_t>(m_result.dim); }

    void work()
    {
        std::vector<Image> inputs;
        std::vector<std::size_t> rows;
        try {
            for (;;) {
                const std::size_t row = m_next++;
                if (row >= m_files.size() || m_stop.stop_requested() || hasFailed())
                    break;
                auto input = read(m_files[row]);
                if (!input) {
                    finish(row, std::move(input).error());
                    continue;
                }
                inputs.push_back(std::move(*input));
                rows.push_back(row);
                if (inputs.size() >= m_encoder.info().batchSize)
                    encode(inputs, rows);
            }
            if (!m_stop.stop_requested())
                encode(inputs, rows);
        } catch (const std::exception& exception) {
            setFailure({ErrorCode::Internal,
                        "An unexpected error occurred: %1"_msg(exception.what()),
                        {}});
        }
    }

    Result<Image> read(const std::filesystem::path& file) const
    {
        const auto photo = readPhoto(file);
        if (!photo)
            return fail(photo);
        auto prepared = preparePhoto(*photo, m_decoder, m_encoder.info().preprocess, file, m_stop);
        if (!prepared)
            return fail(prepared);
        return std::move(prepared->input);
    }

    void encode(std::vector<Image>& inputs, std::vector<std::size_t>& rows)
    {
        std::vector<float> out(inputs.size() * dim());
        if (!inputs.empty()) {
            if (auto encoded = m_encoder.encode(inputs, out); !encoded)
                return setFailure(std::move(encoded).error());
        }
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::copy_n(out.begin() + static_cast<std::ptrdiff_t>(i * dim()), dim(),
                        m_result.embeddings.begin() + static_cast<std::ptrdiff_t>(rows[i] * dim()));
            finish(rows[i], std::nullopt);
        }
        inputs.clear();
        rows.clear();
    }

    void finish(std::size_t row, std::optional<Error> error)
    {
        const std::lock_guard lock(m_mutex);
        m_result.errors[row] = std::move(error);
        ++m_done;
        if (m_onFile)
            m_onFile(m_done);
    }
    void setFailure(Error error)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_failure)
            m_failure = std::move(error);
    }
    bool hasFailed()
    {
        const std::lock_guard lock(m_mutex);
        return m_failure.has_value();
    }

    const std::span<const std::filesystem::path> m_files;
    const Decoder& m_decoder;
    const Encoder& m_encoder;
    const std::function<void(std::size_t)>& m_onFile;
    const std::stop_token& m_stop;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::optional<Error> m_failure;
    EmbeddedFiles m_result; ///< each row is written by only one thread
};

} // namespace

Result<EmbeddedFiles> embedFiles(std::span<const std::filesystem::path> files,
                                 const Decoder& decoder, const Encoder& encoder,
                                 const std::function<void(std::size_t done)>& onFile,
                                 const std::stop_token& stop)
{
    return Job(files, decoder, encoder, onFile, stop).run();
}

} // namespace lookalike
