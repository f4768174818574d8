// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/color_profile.h"

#include <lcms2.h>

#include <array>
#include <cstring>
#include <limits>
#include <string_view>

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

/// Most pictures with a profile carry one that calls itself sRGB.
bool isSrgb(cmsHPROFILE profile)
{
    std::array<char, 128> text{};
    const cmsUInt32Number length =
        cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text.data(),
                               static_cast<cmsUInt32Number>(text.size()));
    return length > 0 && std::string_view(text.data()).find("sRGB") != std::string_view::npos;
}

ColorTransform makeTransform(cmsHPROFILE from, cmsUInt32Number fromType)
{
    const Profile srgb(cmsCreate_sRGBProfile());
    if (!srgb)
        return nullptr;
    return ColorTransform(cmsCreateTransform(from, fromType, srgb.get(), TYPE_RGB_8,
                                             INTENT_PERCEPTUAL, cmsFLAGS_NOCACHE));
}

} // namespace

void convertToSrgb(Image& image, std::span<const std::uint8_t> profileBytes)
{
    const Profile profile = openProfile(profileBytes);
    if (!profile)
        return;
    const cmsColorSpaceSignature space = cmsGetColorSpace(profile.get());
    const auto width = static_cast<cmsUInt32Number>(image.width);
    if (space == cmsSigRgbData && !isSrgb(profile.get())) {
        const ColorTransform transform = makeTransform(profile.get(), TYPE_RGB_8);
        for (int y = 0; transform && y < image.height; ++y)
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
    if (!profile || cmsGetColorSpace(profile.get()) != cmsSigCmykData)
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

std::vector<std::uint8_t> makeProfile(const Chromaticities& c)
{
    constexpr std::array<cmsFloat64Number, 5> kSrgbCurve{2.4, 1.0 / 1.055, 0.055 / 1.055,
                                                         1.0 / 12.92, 0.04045};
    const cmsCIExyY white{c.whiteX, c.whiteY, 1.0};
    const cmsCIExyYTRIPLE primaries{
        {c.redX, c.redY, 1.0}, {c.greenX, c.greenY, 1.0}, {c.blueX, c.blueY, 1.0}};
    cmsToneCurve* const curve = cmsBuildParametricToneCurve(nullptr, 4, kSrgbCurve.data());
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
