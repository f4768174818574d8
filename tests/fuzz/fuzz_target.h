// SPDX-License-Identifier: GPL-3.0-or-later
// What a fuzz target is: one function that takes any bytes, and seeds from which to mutate. The
// same sources are built twice: with libFuzzer (preset "fuzz"), and as a test that replays the
// seeds, mutations of them and everything that a fuzzer ever found (regressions/NAME).
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#ifdef _WIN32
#include <process.h>
#else
#include <unistd.h>
#endif

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace lookalike::testing {

/// Valid inputs of the target, made by code.
[[nodiscard]] std::vector<std::string> fuzzSeeds();

/// Ends the process where a promise is broken, which is how a fuzzer is told.
inline void promise(bool kept, const char* what)
{
    if (kept)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

/// Takes an input apart from the front; zeros after its end.
class InputReader {
public:
    explicit InputReader(std::span<const std::uint8_t> input)
        : m_rest(input)
    {}
    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }
    std::uint8_t byte() { return take(1).empty() ? std::uint8_t{0} : m_taken[0]; }
    std::uint16_t word()
    {
        const unsigned low = byte();
        return static_cast<std::uint16_t>(low | (unsigned{byte()} << 8U));
    }
    /// At most so many.
    std::span<const std::uint8_t> take(std::size_t count)
    {
        m_taken = m_rest.first(count < m_rest.size() ? count : m_rest.size());
        m_rest = m_rest.subspan(m_taken.size());
        return m_taken;
    }
    std::string_view rest()
    {
        const auto all = take(m_rest.size());
        return {reinterpret_cast<const char*>(all.data()), all.size()};
    }

private:
    std::span<const std::uint8_t> m_rest;
    std::span<const std::uint8_t> m_taken;
};

/// A folder of this process that goes with it, in memory where the system has that.
class FuzzFolder {
public:
    FuzzFolder()
    {
        std::error_code error;
        const std::filesystem::path memory = "/dev/shm";
        const auto base = std::filesystem::is_directory(memory, error)
                              ? memory
                              : std::filesystem::temp_directory_path();
#ifdef _WIN32
        const auto process = ::_getpid();
#else
        const auto process = ::getpid();
#endif
        m_path = base / ("lookalike-fuzz-" + std::to_string(process));
        std::filesystem::create_directories(m_path);
    }
    ~FuzzFolder()
    {
        std::error_code error;
        std::filesystem::remove_all(m_path, error);
    }
    FuzzFolder(const FuzzFolder&) = delete;
    FuzzFolder& operator=(const FuzzFolder&) = delete;
    [[nodiscard]] std::filesystem::path operator/(const char* name) const
    {
        return m_path / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const
    {
        return m_path;
    }

private:
    std::filesystem::path m_path;
};

inline void writeBytes(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

} // namespace lookalike::testing
