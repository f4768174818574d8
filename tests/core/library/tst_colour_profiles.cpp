// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, a telephone's photo and what was exported from it look different to the encoder.
#include "core/encode/model_directory.h"
#include "core/evaluate/photo_embedder.h"
#include "core/image/color_profile.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

double linear(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double encoded(double value)
{
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

/// sRGB to Display P3 by the definitions of both (IEC 61966-2-1, SMPTE EG 432-1); every colour of
/// the one can be said in the other.
Image displayP3OfSrgb(Image image)
{
    constexpr double kMatrix[3][3] = {{0.8224621, 0.1775380, 0.0},
                                      {0.0331941, 0.9668058, 0.0},
                                      {0.0170827, 0.0723974, 0.9105199}};
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        double in[3];
        for (std::size_t c = 0; c < 3; ++c)
            in[c] = linear(image.pixels[i + c] / 255.0);
        for (std::size_t c = 0; c < 3; ++c)
            image.pixels[i + c] = static_cast<std::uint8_t>(
                std::lround(255.0 * encoded(kMatrix[c][0] * in[0] + kMatrix[c][1] * in[1] +
                                            kMatrix[c][2] * in[2])));
    }
    return image;
}

void writeTiff(const fs::path& path, const Image& image, const FileBytes& profile)
{
    const TiffPage page{static_cast<std::uint32_t>(image.width),
                        static_cast<std::uint32_t>(image.height),
                        kTiffRgb,
                        3,
                        8,
                        image.pixels,
                        profile};
    const FileBytes bytes = tiffBytes({page});
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

} // namespace

class TestColourProfiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDisplayP3PhotoEmbedsLikeItsSrgbExport();
    void aTelephonesPhotoEmbedsLikeItsSrgbExport();

private:
    static Result<DecodedImage> decode(const fs::path& photo)
    {
        DecodeRequest request;
        request.wantedShortSide = 400;
        return makeInProcessDecoder()->decode(readFile(photo), request);
    }
    /// The cosine of each file of the first list with its counterpart in the second.
    static std::vector<double> cosines(const std::vector<fs::path>& first,
                                       const std::vector<fs::path>& second)
    {
        std::vector<fs::path> all(first);
        all.insert(all.end(), second.begin(), second.end());
        const auto encoder = loadEncoder((resourcesFolder() / "models/lookalike-small").string(),
                                         {DeviceKind::Cpu, 1});
        if (!encoder)
            return {};
        const auto decoder = makeInProcessDecoder();
        const auto embedded = embedFiles(all, *decoder, **encoder);
        if (!embedded)
            return {};
        const auto dim = static_cast<std::size_t>(embedded->dim);
        const float* const rows = embedded->embeddings.data();
        std::vector<double> result;
        for (std::size_t i = 0; i < first.size(); ++i)
            result.push_back(std::inner_product(rows + i * dim, rows + (i + 1) * dim,
                                                rows + (first.size() + i) * dim, 0.0));
        return result;
    }

    QTemporaryDir m_folder;
};

void TestColourProfiles::aDisplayP3PhotoEmbedsLikeItsSrgbExport()
{
    REQUIRE_SHARED("data/labelled/flowers5");
    const FileBytes profile =
        makeProfile({0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060});
    const fs::path folder = m_folder.path().toStdString();
    std::vector<fs::path> photos;
    for (const auto& entry :
         fs::recursive_directory_iterator(sharedFolder() / "data/labelled/flowers5"))
        if (entry.is_regular_file())
            photos.push_back(entry.path());
    std::ranges::sort(photos);
    photos.resize(std::min<std::size_t>(photos.size(), 24));
    std::vector<fs::path> srgb;
    std::vector<fs::path> wide;
    std::vector<fs::path> unnamed;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const auto decoded = decode(photos[i]);
        VERIFY_RESULT(decoded);
        const auto place = [&](const char* kind) {
            return folder / (std::to_string(i) + kind + ".tif");
        };
        srgb.push_back(place("srgb"));
        wide.push_back(place("wide"));
        unnamed.push_back(place("unnamed"));
        const Image p3 = displayP3OfSrgb(decoded->image);
        writeTiff(srgb.back(), decoded->image, {});
        writeTiff(wide.back(), p3, profile);
        writeTiff(unnamed.back(), p3, {});
    }
    const auto honoured = cosines(wide, srgb);
    const auto ignored = cosines(unnamed, srgb);
    QCOMPARE(honoured.size(), photos.size());
    const double worst = *std::ranges::min_element(honoured);
    QVERIFY2(worst >= 0.995, qPrintable(QString::number(worst)));
    // The profile is what does it.
    QVERIFY(*std::ranges::min_element(ignored) < worst);
    qInfo("worst cosine %.5f, without the profile %.5f", worst, *std::ranges::min_element(ignored));
}

void TestColourProfiles::aTelephonesPhotoEmbedsLikeItsSrgbExport()
{
    REQUIRE_SHARED("data/formats/iphone_7.heic");
    const fs::path folder = m_folder.path().toStdString();
    const std::vector<fs::path> photos{sharedFolder() / "data/formats/iphone_7.heic",
                                       sharedFolder() / "data/formats/IMG_5195.HEIC"};
    std::vector<fs::path> exports;
    for (const fs::path& photo : photos) {
        auto decoded = decode(photo);
        if (!decoded && decoded.error().code == ErrorCode::Unsupported)
            QSKIP("HEIC cannot be read here");
        VERIFY_RESULT(decoded);
        exports.push_back(folder / (photo.stem().string() + ".tif"));
        writeTiff(exports.back(), decoded->image, {});
    }
    const auto alike = cosines(photos, exports);
    QCOMPARE(alike.size(), photos.size());
    QVERIFY2(*std::ranges::min_element(alike) >= 0.995,
             qPrintable(QString::number(*std::ranges::min_element(alike))));
}

QTEST_GUILESS_MAIN(TestColourProfiles)
#include "tst_colour_profiles.moc"
