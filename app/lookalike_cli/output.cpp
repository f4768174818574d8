// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/output.h"

#include "core/base/path_bytes.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <sstream>

namespace lookalike::cli {

namespace {

bool isUtf8(const std::string& text)
{
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error&) {
        return false;
    }
}

std::string hex(const std::string& bytes)
{
    std::ostringstream text;
    text << std::hex << std::setfill('0');
    for (const char byte : bytes)
        text << std::setw(2) << static_cast<unsigned>(static_cast<unsigned char>(byte));
    return std::move(text).str();
}

/// Characters, not bytes, so that columns stay straight with accented names.
std::size_t width(const std::string& text)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

} // namespace

void printJson(const Json& object)
{
    std::string text = object.dump(-1, ' ', false, Json::error_handler_t::replace);
    // Programs read the same text, and a terminal shows it safely.
    if (displayText(text) != text)
        text = object.dump(-1, ' ', true, Json::error_handler_t::replace);
    std::cout << text << std::endl;
}

void printLine(const std::string& text)
{
    std::cout << text << '\n';
}

void printError(const std::string& text)
{
    std::cerr << "lookalike-cli: " << text << std::endl;
}

ExitCode couldNotRun(const Error& error)
{
    printError(error.text());
    return ExitCode::CouldNotRun;
}

void putPath(Json& object, const std::string& key, const std::filesystem::path& path)
{
    const std::string bytes = pathToBytes(path);
    if (isUtf8(bytes)) {
        object[key] = bytes;
        return;
    }
    object[key] = displayPath(path);
    object[key + "_hex"] = hex(bytes);
}

Json companionsJson(const std::vector<Companion>& companions)
{
    Json list = Json::array();
    for (const Companion& companion : companions) {
        Json entry;
        putPath(entry, "path", companion.file.path);
        entry["kind"] = companionKindName(companion.kind);
        list.push_back(std::move(entry));
    }
    return list;
}

std::string csvField(const std::string& text)
{
    std::string field = "\"";
    for (const char character : text) {
        if (character == '"')
            field += '"';
        field += character;
    }
    return field + '"';
}

void printTable(const std::vector<std::vector<std::string>>& rows)
{
    if (rows.empty())
        return;
    std::vector<std::string> heading = rows.front();
    std::vector<bool> right;
    for (std::string& title : heading) {
        right.push_back(title.starts_with('>'));
        if (right.back())
            title.erase(0, 1);
    }
    std::vector<std::size_t> widths;
    for (const std::string& title : heading)
        widths.push_back(width(title));
    for (std::size_t row = 1; row < rows.size(); ++row)
        for (std::size_t column = 0; column < widths.size(); ++column)
            widths[column] = std::max(widths[column], width(rows[row][column]));
    const auto printRow = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t column = 0; column < cells.size(); ++column) {
            const std::string gap(widths[column] - width(cells[column]), ' ');
            if (column > 0)
                line += "  ";
            line += right[column] ? gap + cells[column] : cells[column] + gap;
        }
        line.erase(line.find_last_not_of(' ') + 1);
        printLine(line);
    };
    printRow(heading);
    for (std::size_t row = 1; row < rows.size(); ++row)
        printRow(rows[row]);
}

std::string fixed(double value, int digits)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(digits) << value;
    return std::move(text).str();
}

std::string humanBytes(std::uint64_t bytes)
{
    constexpr std::array kUnits{"B", "kB", "MB", "GB", "TB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    for (; value >= 1000 && unit + 1 < kUnits.size(); ++unit)
        value /= 1000;
    return fixed(value, unit == 0 ? 0 : 1) + " " + kUnits[unit];
}

std::string countText(std::uint64_t count, const std::string& singular)
{
    return std::to_string(count) + " " + singular + (count == 1 ? "" : "s");
}

void printFailures(const std::vector<FileRow>& files, bool json)
{
    for (const FileRow& file : files) {
        if (json) {
            Json event{{"event", "failure"}};
            putPath(event, "path", file.path);
            event["state"] = fileStateName(file.state);
            event["message"] = file.error.english();
            printJson(event);
        } else {
            std::cerr << "  " << displayPath(file.path) << ": " << file.error.english() << '\n';
        }
    }
}

} // namespace lookalike::cli
