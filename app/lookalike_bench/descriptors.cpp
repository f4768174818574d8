// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/descriptors.h"

#include "core/encode/model_directory.h"
#include "core/image/perceptual_hash.h"

#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <cmath>

namespace lookalike {

namespace {

class EncoderDescriptor final : public Descriptor {
public:
    explicit EncoderDescriptor(std::shared_ptr<const Encoder> encoder)
        : m_encoder(std::move(encoder))
    {}
    const std::string& name() const override { return m_encoder->info().space.model; }
    Result<std::vector<float>> describe(const Image& picture) const override
    {
        const Image input = preprocess(picture, m_encoder->info().preprocess);
        std::vector<float> out(static_cast<std::size_t>(m_encoder->info().space.dim));
        if (auto done = m_encoder->encode(std::span(&input, 1), out); !done)
            return fail(done);
        return out;
    }

private:
    const std::shared_ptr<const Encoder> m_encoder;
};

class LabHog final : public Descriptor {
public:
    const std::string& name() const override { return m_name; }
    Result<std::vector<float>> describe(const Image& picture) const override
    {
        const Image small = resize(picture, 64, 64, Resample::Bicubic);
        const cv::Mat rgb(64, 64, CV_8UC3, const_cast<std::uint8_t*>(small.pixels.data()));
        std::vector<float> all = histogram(rgb);
        cv::Mat grey;
        cv::cvtColor(rgb, grey, cv::COLOR_RGB2GRAY);
        std::vector<float> gradients;
        m_hog.compute(grey, gradients);
        cv::normalize(gradients, gradients);
        all.insert(all.end(), gradients.begin(), gradients.end());
        cv::normalize(all, all);
        return all;
    }

private:
    static std::vector<float> histogram(const cv::Mat& rgb)
    {
        cv::Mat lab;
        cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
        std::vector<float> bins(std::size_t{4} * 8 * 8, 0.0F);
        for (int y = 0; y < lab.rows; ++y)
            for (int x = 0; x < lab.cols; ++x) {
                const auto pixel = lab.at<cv::Vec3b>(y, x);
                const int bin = pixel[0] / 64 * 64 + pixel[1] / 32 * 8 + pixel[2] / 32;
                ++bins[static_cast<std::size_t>(bin)];
            }
        for (float& bin : bins)
            bin = std::sqrt(bin / static_cast<float>(lab.total()));
        return bins;
    }

    const std::string m_name = "Lab + HOG";
    const cv::HOGDescriptor m_hog{{64, 64}, {16, 16}, {8, 8}, {8, 8}, 9};
};

class DifferenceHash final : public Descriptor {
public:
    const std::string& name() const override { return m_name; }
    Result<std::vector<float>> describe(const Image& picture) const override
    {
        const std::uint64_t hash = differenceHash(picture);
        std::vector<float> out;
        for (int bit = 0; bit < 64; ++bit)
            out.push_back((hash >> bit & 1) != 0 ? 0.125F : -0.125F);
        return out;
    }

private:
    const std::string m_name = "dHash";
};

} // namespace

Result<std::unique_ptr<Descriptor>> encoderDescriptor(const std::string& model)
{
    auto encoder = loadEncoder(model, {.device = DeviceKind::Cpu, .threads = 0});
    if (!encoder)
        return fail(encoder);
    return std::make_unique<EncoderDescriptor>(std::move(*encoder));
}

std::unique_ptr<Descriptor> labHogDescriptor()
{
    return std::make_unique<LabHog>();
}

std::unique_ptr<Descriptor> differenceHashDescriptor()
{
    return std::make_unique<DifferenceHash>();
}

} // namespace lookalike
