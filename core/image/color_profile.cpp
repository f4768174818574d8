// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/color_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace lookalike {
namespace {

constexpr std::size_t kMaxProfileBytes = 16U << 20U;

struct ProfileCloser {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct TransformDeleter {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;
using ColorTransform = std::unique_ptr<void, TransformDeleter>;

Profile openProfile(std::span<const std::uint8_t> bytes)
{
    if (bytes.empty() || bytes.size() > kMaxProfileBytes)
        return nullptr;
    return Profile(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

/// Reads the header's "data colour space" (ICC.1:2010, 7.2.8). lcms returns it as an enumeration,
/// which the value of a damaged profile may not belong to.
std::uint32_t colorSpaceOf(std::span<const std::uint8_t> profile)
{
    constexpr std::size_t kAt = 16;
    constexpr std::size_t kBytes = 4;
    std::uint32_t space = 0;
    if (profile.size() >= kAt + kBytes)
        for (const std::uint8_t byte : profile.subspan(kAt, kBytes))
            space = space << 8U | byte;
    return space;
}

ColorTransform makeTransform(cmsHPROFILE from, cmsUInt32Number fromType)
{
    const Profile srgb(cmsCreate_sRGBProfile());
    if (!srgb)
        return nullptr;
    return ColorTransform(cmsCreateTransform(from, fromType, srgb.get(), TYPE_RGB_8,
                                             INTENT_PERCEPTUAL, cmsFLAGS_NOCACHE));
}

/// Samples colours evenly to find out whether a transform changes them. Most embedded profiles are
/// sRGB under many names, and other profiles contain that word, so names do not help.
bool changesColours(cmsHTRANSFORM transform)
{
    constexpr int kSteps = 9;
    constexpr int kTolerance = 2; // versions of the sRGB profile differ by this much
    std::vector<std::uint8_t> colours;
    for (int i = 0; i < kSteps * kSteps * kSteps; ++i)
        for (const int step : {i % kSteps, i / kSteps % kSteps, i / kSteps / kSteps})
            colours.push_back(static_cast<std::uint8_t>(step * 255 / (kSteps - 1)));
    std::vector<std::uint8_t> changed(colours.size());
    cmsDoTransform(transform, colours.data(), changed.data(),
                   static_cast<cmsUInt32Number>(colours.size() / 3));
    return !std::ranges::equal(colours, changed, [](int before, int after) {
        return std::abs(before - after) <= kTolerance;
    });
}

} // namespace

void convertToSrgb(Image& image, std::span<const std::uint8_t> profileBytes)
{
    const Profile profile = openProfile(profileBytes);
    if (!profile)
        return;
    const std::uint32_t space = colorSpaceOf(profileBytes);
    const auto width = static_cast<cmsUInt32Number>(image.width);
    if (space == cmsSigRgbData) {
        const ColorTransform transform = makeTransform(profile.get(), TYPE_RGB_8);
        if (!transform || !changesColours(transform.get()))
            return;
        for (int y = 0; y < image.height; ++y)
            cmsDoTransform(transform.get(), image.row(y), image.row(y), width);
    } else if (space == cmsSigGrayData) {
        const ColorTransform transform = makeTransform(profile.get(), TYPE_GRAY_8);
        std::vector<std::uint8_t> gray(width);
        for (int y = 0; transform && y < image.height; ++y) {
            std::uint8_t* row = image.row(y);
            for (std::size_t x = 0; x < gray.size(); ++x)
                gray[x] = row[x * 3];
            cmsDoTransform(transform.get(), gray.data(), row, width);
        }
    }
}

struct CmykConverter::Transform {
    ColorTransform handle;
};

CmykConverter::CmykConverter(std::span<const std::uint8_t> profileBytes)
{
    const Profile profile = openProfile(profileBytes);
    if (!profile || colorSpaceOf(profileBytes) != cmsSigCmykData)
        return;
    if (ColorTransform transform = makeTransform(profile.get(), TYPE_CMYK_8))
        m_transform.reset(new Transform{std::move(transform)});
}

CmykConverter::~CmykConverter() = default;

void CmykConverter::convert(const std::uint8_t* cmyk, std::uint8_t* rgb, int pixels) const
{
    if (m_transform) {
        cmsDoTransform(m_transform->handle.get(), cmyk, rgb, static_cast<cmsUInt32Number>(pixels));
        return;
    }
    for (int x = 0; x < pixels; ++x, cmyk += 4, rgb += 3) {
        const int light = 255 - cmyk[3];
        for (int c = 0; c < 3; ++c)
            rgb[c] = static_cast<std::uint8_t>((light * (255 - cmyk[c]) + 127) / 255);
    }
}

struct DeepConverter::Transform {
    ColorTransform handle;
    bool grey = false;
};

DeepConverter::DeepConverter(std::span<const std::uint8_t> profileBytes)
{
    const Profile profile = openProfile(profileBytes);
    if (!profile)
        return;
    const std::uint32_t space = colorSpaceOf(profileBytes);
    const bool grey = space == cmsSigGrayData;
    if (!grey && space != cmsSigRgbData)
        return;
    if (!grey)
        if (const auto coarse = makeTransform(profile.get(), TYPE_RGB_8);
            !coarse || !changesColours(coarse.get()))
            return;
    if (auto transform = makeTransform(profile.get(), grey ? TYPE_GRAY_16 : TYPE_RGB_16))
        m_transform.reset(new Transform{std::move(transform), grey});
}

DeepConverter::~DeepConverter() = default;

void DeepConverter::convert(std::span<const std::uint16_t> values, std::uint8_t* rgb) const
{
    if (!m_transform) {
        for (std::size_t i = 0; i < values.size(); ++i)
            rgb[i] = static_cast<std::uint8_t>((values[i] * 255U + 32767U) / 65535U);
        return;
    }
    const auto pixels = static_cast<cmsUInt32Number>(values.size() / 3);
    if (!m_transform->grey) {
        cmsDoTransform(m_transform->handle.get(), values.data(), rgb, pixels);
        return;
    }
    std::vector<std::uint16_t> first(pixels);
    for (std::size_t i = 0; i < first.size(); ++i)
        first[i] = values[i * 3];
    cmsDoTransform(m_transform->handle.get(), first.data(), rgb, pixels);
}

std::vector<std::uint8_t> makeProfile(const Chromaticities& c, double gamma)
{
    constexpr std::array<cmsFloat64Number, 5> kSrgbCurve{2.4, 1.0 / 1.055, 0.055 / 1.055,
                                                         1.0 / 12.92, 0.04045};
    const cmsCIExyY white{c.whiteX, c.whiteY, 1.0};
    const cmsCIExyYTRIPLE primaries{
        {c.redX, c.redY, 1.0}, {c.greenX, c.greenY, 1.0}, {c.blueX, c.blueY, 1.0}};
    cmsToneCurve* const curve = gamma > 0
                                    ? cmsBuildGamma(nullptr, gamma)
                                    : cmsBuildParametricToneCurve(nullptr, 4, kSrgbCurve.data());
    if (curve == nullptr)
        return {};
    cmsToneCurve* const curves[3] = {curve, curve, curve};
    const Profile profile(cmsCreateRGBProfile(&white, &primaries, curves));
    cmsFreeToneCurve(curve);
    cmsUInt32Number size = 0;
    if (!profile || cmsSaveProfileToMem(profile.get(), nullptr, &size) == FALSE)
        return {};
    std::vector<std::uint8_t> bytes(size);
    if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == FALSE)
        return {};
    return bytes;
}

} // namespace lookalike
