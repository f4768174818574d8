// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Reads a JSON file from front to back without a tree in memory, for files of many megabytes. The
/// first error is kept, and everything fails from then on. One thread.
class JsonScanner {
public:
    /// Fails with TooLarge for a longer file, and as the system does.
    [[nodiscard]] static Result<JsonScanner> open(const std::filesystem::path& path,
                                                  std::uint64_t maxBytes);

    /// The character that the next value begins with, such as '{'; zero at the end and after
    /// errors.
    char peek();
    /// Begins an object; then nextKey() until it returns false.
    bool beginObject();
    bool nextKey(std::string& key);
    /// Begins an array; then nextItem() until it returns false.
    bool beginArray();
    bool nextItem();
    bool string(std::string& value);
    bool number(double& value);
    bool integer(std::int64_t& value);
    /// Reads any value over.
    bool skip();
    /// Copies any value as text of at most `most` bytes.
    bool raw(std::string& text, std::size_t most);
    /// Records an error and returns false.
    bool refuse(const Message& message);

    [[nodiscard]] bool failed() const noexcept { return !m_error.empty(); }
    /// The error with the path, or success.
    [[nodiscard]] Result<> error() const;

private:
    explicit JsonScanner(std::filesystem::path path);

    [[nodiscard]] int look();
    int take();
    /// Takes so many characters of the buffer.
    void advance(std::size_t count);
    /// How many of the next characters of the buffer are of the class.
    template <class IsOfClass>
    [[nodiscard]] std::size_t runOf(const IsOfClass& isOfClass) const;
    [[nodiscard]] int refill();
    bool expect(char wanted);
    bool push();
    bool next(char end);
    bool escape(std::string& value);
    bool hexadecimal(std::uint32_t& unit);
    bool literal();

    std::filesystem::path m_path;
    std::ifstream m_stream;
    std::vector<char> m_buffer;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
    std::string* m_copy = nullptr; ///< what raw() collects
    std::size_t m_copyLimit = 0;
    std::vector<bool> m_started; ///< of each open object or array: it has had an item
    Message m_error;
};

} // namespace lookalike
