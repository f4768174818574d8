// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include "core/base/path_bytes.h"
#include "core/base/paths.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include <memory>
#include <mutex>
#include <vector>

namespace lookalike {

namespace {

constexpr std::size_t kFileBytes = 2 << 20;
constexpr std::size_t kOldFiles = 2;

spdlog::level::level_enum spdlogLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    case LogLevel::Off:
        return spdlog::level::off;
    }
    return spdlog::level::off;
}

using Sinks = std::vector<spdlog::sink_ptr>;

std::shared_ptr<spdlog::logger> makeLogger(LogLevel stderrLevel, const spdlog::sink_ptr& file)
{
    const auto console = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    console->set_level(spdlogLevel(stderrLevel));
    console->set_pattern("lookalike: %^%l%$: %v");
    Sinks sinks{console};
    if (file)
        sinks.push_back(file);
    auto logger = std::make_shared<spdlog::logger>("lookalike", sinks.begin(), sinks.end());
    logger->set_level(spdlog::level::debug); // the sinks decide
    logger->flush_on(spdlog::level::info);
    return logger;
}

struct CurrentLogger {
    std::mutex mutex;
    std::shared_ptr<spdlog::logger> logger = makeLogger(LogLevel::Warning, nullptr);
};

CurrentLogger& current()
{
    static CurrentLogger instance;
    return instance;
}

void setLogger(std::shared_ptr<spdlog::logger> logger)
{
    const std::lock_guard lock(current().mutex);
    current().logger = std::move(logger);
}

void write(spdlog::level::level_enum level, std::string_view message)
{
    std::shared_ptr<spdlog::logger> logger;
    {
        const std::lock_guard lock(current().mutex);
        logger = current().logger;
    }
    logger->log(level, "{}", displayText(message));
}

} // namespace

Result<> startLog(const LogOptions& options)
{
    setLogger(makeLogger(options.stderrLevel, nullptr));
    if (options.folder.empty())
        return {};
    if (auto made = makePrivateFolder(options.folder); !made)
        return made;
    const std::filesystem::path path = options.folder / (options.name + ".log");
    try {
        const auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            pathToBytes(path), kFileBytes, kOldFiles);
        file->set_level(spdlogLevel(options.fileLevel));
        file->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l [%t] %v");
        setLogger(makeLogger(options.stderrLevel, file));
    } catch (const std::exception& error) {
        return fail(ErrorCode::IoError, "Cannot write the log: %1"_msg(error.what()), path);
    }
    return {};
}

void logDebug(std::string_view message)
{
    write(spdlog::level::debug, message);
}

void logInfo(std::string_view message)
{
    write(spdlog::level::info, message);
}

void logWarning(std::string_view message)
{
    write(spdlog::level::warn, message);
}

void logError(std::string_view message)
{
    write(spdlog::level::err, message);
}

} // namespace lookalike
