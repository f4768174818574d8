// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/carried_metadata.h"

#include "core/base/ascii.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <array>
#include <type_traits>

namespace lookalike {

namespace {

/// Returns true for texts that cameras and programs write into captions automatically.
bool isBoilerplate(const std::string& caption)
{
    static constexpr std::array<std::string_view, 14> kParts{
        "digital camera", "digimax",    "sony dsc",     "minolta dsc",       "exif_jpeg",
        "exif jpeg",      "photosmart", "still camera", "lead technologies", "created with ",
        "created by ",    "dcim\\",     "dcim/",        "binary comment"};
    static constexpr std::array<std::string_view, 24> kWholes{
        "cof",     "dav",   "hdr",        "sdr",        "hdrpl",  "mde",
        "edf",     "fbt",   "rpt",        "rptnb",      "ptr",    "nor",
        "default", "jpeg",  "untitled",   "picture",    "camera", "image",
        "samsung", "_cuva", "sdr_hdrnet", "screenshot", "none",   "description"};
    const std::string text = asciiLower(caption);
    // "ozedf", "oznorCOBR", "rhdr": camera modes.
    const bool isMode = text.starts_with("oz") || text.starts_with("rhdr");
    return (isMode && text.find(' ') == std::string::npos) ||
           std::ranges::find(kWholes, text) != kWholes.end() ||
           std::ranges::any_of(kParts, [&text](std::string_view part) {
               return text.find(part) != std::string::npos;
           });
}

/// Visits each text of a list, or the default of alternatives in several languages.
template <class Use>
void forEachText(const Exiv2::Xmpdatum& datum, Use use)
{
    if (datum.typeId() == Exiv2::langAlt) {
        const auto& value = static_cast<const Exiv2::LangAltValue&>(datum.value());
        const auto chosen = value.value_.find("x-default");
        if (!value.value_.empty())
            use(chosen != value.value_.end() ? chosen->second : value.value_.begin()->second);
        return;
    }
    const auto count = datum.count();
    for (std::remove_const_t<decltype(count)> i = 0; i < count; ++i)
        use(datum.toString(i));
}

std::string valueOf(const Exiv2::XmpData& xmp, const char* key)
{
    std::string text;
    for (const Exiv2::Xmpdatum& datum : xmp)
        if (text.empty() && datum.key() == key)
            forEachText(datum, [&text](const std::string& one) {
                if (text.empty())
                    text = one;
            });
    return text;
}

std::string valueOf(const Exiv2::IptcData& iptc, const char* key)
{
    const auto found = iptc.findKey(Exiv2::IptcKey(key));
    return found == iptc.end() ? std::string() : found->toString();
}

/// print() decodes UTF-16, which Windows uses for its tags.
std::string valueOf(const Exiv2::ExifData& exif, const char* key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() ? std::string() : found->print(&exif);
}

std::string firstOf(std::initializer_list<std::string> texts, std::size_t mostBytes)
{
    for (const std::string& text : texts)
        if (std::string line = carriedLine(text, mostBytes); !line.empty())
            return line;
    return {};
}

void addSeparated(std::vector<std::string>& list, std::string_view words, char separator)
{
    while (!words.empty()) {
        const auto end = std::min(words.find(separator), words.size());
        addCarriedWord(list, words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

void addKeywords(Carried& carried, const Exiv2::ExifData& exif, const Exiv2::IptcData& iptc,
                 const Exiv2::XmpData& xmp)
{
    for (const Exiv2::Xmpdatum& datum : xmp) {
        const std::string key = datum.key();
        if (key == "Xmp.dc.subject" || key == "Xmp.lr.hierarchicalSubject" ||
            key == "Xmp.MicrosoftPhoto.LastKeywordXMP") {
            forEachText(datum,
                        [&](const std::string& text) { addCarriedWord(carried.keywords, text); });
        } else if (key == "Xmp.digiKam.TagsList") {
            forEachText(datum, [&](std::string text) {
                std::ranges::replace(text, '/', '|');
                addCarriedWord(carried.keywords, text);
            });
        }
    }
    for (const Exiv2::Iptcdatum& datum : iptc)
        if (datum.key() == "Iptc.Application2.Keywords")
            addCarriedWord(carried.keywords, datum.toString());
    addSeparated(carried.keywords, valueOf(exif, "Exif.Image.XPKeywords"), ';');
}

/// Regions as defined by the Metadata Working Group and by Microsoft, and persons without a region.
void addFaces(Carried& carried, const Exiv2::XmpData& xmp)
{
    constexpr std::string_view kName = "/mwg-rs:Name";
    constexpr std::string_view kPerson = "/MPReg:PersonDisplayName";
    std::size_t regions = 0;
    for (const Exiv2::Xmpdatum& datum : xmp) {
        const std::string key = datum.key();
        if (key.ends_with(kName) && ++regions <= kMaxCarriedWords) {
            const std::string region = key.substr(0, key.size() - kName.size());
            const std::string type = valueOf(xmp, (region + "/mwg-rs:Type").c_str());
            if (type.empty() || equalInAnyCase(type, "face"))
                addCarriedWord(carried.faces, datum.toString());
        } else if (key.ends_with(kPerson)) {
            addCarriedWord(carried.faces, datum.toString());
        } else if (key == "Xmp.iptcExt.PersonInImage") {
            forEachText(datum,
                        [&](const std::string& name) { addCarriedWord(carried.faces, name); });
        }
    }
}

std::string placeName(const Exiv2::IptcData& iptc, const Exiv2::XmpData& xmp)
{
    std::string name;
    for (const auto& [xmpKey, iptcKey] :
         {std::pair("Xmp.iptc.Location", "Iptc.Application2.SubLocation"),
          std::pair("Xmp.photoshop.City", "Iptc.Application2.City"),
          std::pair("Xmp.photoshop.State", "Iptc.Application2.ProvinceState"),
          std::pair("Xmp.photoshop.Country", "Iptc.Application2.CountryName")}) {
        const std::string part =
            firstOf({valueOf(xmp, xmpKey), valueOf(iptc, iptcKey)}, kMaxTitleBytes);
        if (!part.empty())
            name += (name.empty() ? "" : ", ") + part;
    }
    return carriedLine(name, kMaxTitleBytes);
}

} // namespace

Carried carriedMetadata(const Exiv2::ExifData& exif, const Exiv2::IptcData& iptc,
                        const Exiv2::XmpData& xmp)
{
    Carried carried;
    addKeywords(carried, exif, iptc, xmp);
    addFaces(carried, xmp);
    carried.placeName = placeName(iptc, xmp);
    carried.title =
        firstOf({valueOf(xmp, "Xmp.dc.title"), valueOf(iptc, "Iptc.Application2.ObjectName"),
                 valueOf(exif, "Exif.Image.XPTitle")},
                kMaxTitleBytes);
    for (const std::string& caption :
         {valueOf(xmp, "Xmp.dc.description"), valueOf(iptc, "Iptc.Application2.Caption"),
          valueOf(exif, "Exif.Image.ImageDescription"), valueOf(exif, "Exif.Image.XPComment")}) {
        setCarriedCaption(carried, caption);
        if (!carried.caption.empty() && !isBoilerplate(carried.caption))
            break;
        carried.caption.clear();
    }
    return carried;
}

} // namespace lookalike
