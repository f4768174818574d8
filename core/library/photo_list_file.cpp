// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/photo_list_file.h"

#include "core/base/atomic_file.h"
#include "core/base/display_text.h"
#include "core/base/path_bytes.h"
#include "core/base/utf8.h"
#include "core/catalog/catalog.h"
#include "core/duplicates/review/catalog_photo.h"
#include "core/image/format.h"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

using Fields = nlohmann::ordered_json; ///< names and values of one photo, in their order

std::string hexBytes(const std::string& bytes)
{
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text += kDigits[value >> 4U];
        text += kDigits[value & 0xFU];
    }
    return text;
}

std::string timeText(std::int64_t seconds)
{
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

/// Null stands for what is not known. Every photo has the same names.
Fields fieldsOf(const CatalogPhoto& photo, const std::optional<float>& score)
{
    const std::string bytes = pathToBytes(photo.file.path);
    const bool isText = toUtf8(bytes) == bytes;
    const ContentRow& content = photo.content;
    Fields fields;
    fields["path"] = isText ? bytes : displayPath(photo.file.path);
    fields["path_hex"] = isText ? Fields() : Fields(hexBytes(bytes));
    fields["sha256"] = content.hash.isIdentity() ? Fields(content.hash.hex()) : Fields();
    fields["bytes"] = content.bytes;
    fields["width"] = content.width;
    fields["height"] = content.height;
    fields["format"] = formatName(content.format);
    fields["taken"] =
        content.metadata.takenAt ? Fields(timeText(*content.metadata.takenAt)) : Fields();
    fields["camera"] =
        content.metadata.camera.empty() ? Fields() : Fields(displayText(content.metadata.camera));
    // As the window shows it, not the digits that a float is stored with.
    fields["score"] = score ? Fields(std::round(double(*score) * 10'000) / 10'000) : Fields();
    return fields;
}

/// Quoted where RFC 4180 asks for it.
std::string csvText(const Fields& value)
{
    const std::string text = value.is_null()     ? std::string()
                             : value.is_string() ? value.get<std::string>()
                                                 : value.dump();
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char character : text) {
        if (character == '"')
            quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

std::string csvLine(const Fields& fields, bool names)
{
    std::string line;
    for (const auto& [name, value] : fields.items())
        line += (line.empty() ? "" : ",") + (names ? name : csvText(value));
    return line + "\r\n";
}

Result<> checkTarget(const Catalog& catalog, CatalogReader& reader,
                     const std::filesystem::path& file)
{
    if (const auto there = statFile(file); there && catalog.ownsFile(file, there->identity))
        return fail(ErrorCode::PermissionDenied, "This file belongs to the catalog"_msg, file);
    std::error_code error;
    const auto real = std::filesystem::canonical(file, error);
    const auto row = reader.fileByPath(error ? file : real);
    if (!row)
        return fail(row);
    if (*row && (*row)->content.isValid())
        return fail(ErrorCode::Conflict, "This file is a photo of the library"_msg, file);
    return {};
}

} // namespace

Result<std::uint64_t> writePhotoList(const Catalog& catalog, std::span<const ListedPhoto> photos,
                                     ListFormat format, const std::filesystem::path& file,
                                     const std::stop_token& stop)
{
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    if (auto checked = checkTarget(catalog, **reader, file); !checked)
        return fail(checked);
    auto output = AtomicFile::create(file);
    if (!output)
        return fail(output);
    const bool isCsv = format == ListFormat::Csv;
    auto written = output->write(isCsv ? csvLine(fieldsOf({}, {}), true) : std::string("["));
    std::uint64_t count = 0;
    for (const ListedPhoto& listed : photos) {
        if (!written)
            return fail(written);
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const auto photo = indexedPhoto(listed.file, **reader);
        if (!photo)
            return fail(photo);
        if (!*photo)
            continue;
        const Fields fields = fieldsOf(**photo, listed.score);
        written = output->write(
            isCsv ? csvLine(fields, false)
                  : (count == 0 ? "\n" : ",\n") +
                        fields.dump(-1, ' ', false, Fields::error_handler_t::replace));
        ++count;
    }
    if (written && !isCsv)
        written = output->write("\n]\n");
    if (written)
        written = output->commit();
    if (!written)
        return fail(written);
    return count;
}

} // namespace lookalike
