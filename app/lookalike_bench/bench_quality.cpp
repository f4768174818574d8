// SPDX-License-Identifier: GPL-3.0-or-later
// Retrieval on labelled folders and copy recall under transforms, of the encoder beside the
// teacher, Lab + HOG and the difference hash in the same run.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/copy_transforms.h"
#include "app/lookalike_bench/descriptors.h"
#include "app/lookalike_bench/figures.h"
#include "core/base/path_bytes.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/retrieval_metrics.h"
#include "core/image/decoder.h"
#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

struct QualityBenchOptions {
    std::string model;                       ///< the encoder in question
    std::string teacher;                     ///< compared with; may be empty
    std::vector<std::filesystem::path> sets; ///< labelled folders, or folders of such
    std::filesystem::path photos;            ///< for robustness; may be empty
    std::size_t distractors = 10'000;        ///< others among which a copy is looked for
    std::size_t queries = 500;               ///< photos that are transformed
};

using Descriptors = std::vector<std::unique_ptr<Descriptor>>;
using Vectors = std::vector<std::vector<float>>; ///< one a photo; empty where it failed

/// body(i) for all i below count, on all cores.
template <class Body>
void forEach(std::size_t count, const Body& body)
{
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            for (std::size_t item = next++; item < count; item = next++)
                body(item);
        });
}

Result<Image> load(const std::filesystem::path& file, const Decoder& decoder)
{
    const auto photo = readPhoto(file);
    if (!photo)
        return fail(photo);
    auto decoded = decoder.decode(photo->contents.bytes, {});
    if (!decoded)
        return fail(decoded);
    return std::move(decoded->image);
}

/// All descriptors of all files; [descriptor][file].
std::vector<Vectors> describe(const std::vector<std::filesystem::path>& files,
                              const Descriptors& descriptors)
{
    std::vector<Vectors> all(descriptors.size(), Vectors(files.size()));
    const auto decoder = makeInProcessDecoder();
    forEach(files.size(), [&](std::size_t i) {
        const auto image = load(files[i], *decoder);
        for (std::size_t d = 0; image && d < descriptors.size(); ++d)
            if (auto vector = descriptors[d]->describe(*image))
                all[d][i] = std::move(*vector);
    });
    return all;
}

/// Sums of one descriptor over sets and transforms.
struct Mean {
    double sum = 0;
    std::size_t count = 0;
    void add(double value)
    {
        sum += value;
        ++count;
    }
    [[nodiscard]] double value() const { return count == 0 ? 0 : sum / static_cast<double>(count); }
};

Result<> measureSet(const std::filesystem::path& folder, const Descriptors& descriptors,
                    std::map<std::string, Mean>& maps)
{
    const auto set = readLabelledFolder(folder);
    if (!set)
        return fail(set);
    const std::vector<Vectors> all = describe(set->files, descriptors);
    for (std::size_t d = 0; d < descriptors.size(); ++d) {
        std::vector<int> labels;
        std::vector<float> rows;
        for (std::size_t i = 0; i < set->files.size(); ++i) {
            if (all[d][i].empty())
                continue;
            labels.push_back(set->labels[i]);
            rows.insert(rows.end(), all[d][i].begin(), all[d][i].end());
        }
        if (labels.empty())
            return fail(ErrorCode::Broken, "No picture of this set could be read"_msg, folder);
        const auto metrics =
            measureRetrieval(labels, 5, rows, static_cast<int>(rows.size() / labels.size()));
        const nlohmann::ordered_json params{{"descriptor", descriptors[d]->name()},
                                            {"set", pathToBytes(folder.filename())},
                                            {"images", metrics.images},
                                            {"labels", metrics.labels}};
        printFigure("quality", "recall_at_1", metrics.recallAt1, "1", params);
        printFigure("quality", "precision_at_5", metrics.precisionAtK, "1", params);
        printFigure("quality", "map", metrics.meanAveragePrecision, "1", params);
        maps[descriptors[d]->name()].add(metrics.meanAveragePrecision);
    }
    return {};
}

float dot(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0F) : -2.0F;
}

/// Whether the photo that is most like `query` among all is number `own`.
bool findsOwn(const std::vector<float>& query, const Vectors& gallery, std::size_t own)
{
    const float score = dot(query, gallery[own]);
    for (std::size_t i = 0; i < gallery.size(); ++i)
        if (i != own && !gallery[i].empty() && dot(query, gallery[i]) > score)
            return false;
    return true;
}

Result<std::vector<std::filesystem::path>> choosePhotos(const QualityBenchOptions& options)
{
    auto set = readLabelledFolder(options.photos);
    if (!set)
        return fail(set);
    std::shuffle(set->files.begin(), set->files.end(), std::mt19937(1));
    if (set->files.size() > options.distractors + 1)
        set->files.resize(options.distractors + 1);
    return std::move(set->files);
}

Result<> measureCopies(const QualityBenchOptions& options, const Descriptors& descriptors)
{
    const auto files = choosePhotos(options);
    if (!files)
        return fail(files);
    const std::vector<Vectors> gallery = describe(*files, descriptors);
    const std::size_t queries = std::min(options.queries, files->size());
    std::map<std::string, Mean> means;
    const auto decoder = makeInProcessDecoder();
    for (const CopyTransform& transform : copyTransforms()) {
        std::vector<std::atomic<std::size_t>> found(descriptors.size());
        std::atomic<std::size_t> asked{0};
        forEach(queries, [&](std::size_t i) {
            const auto image = load((*files)[i], *decoder);
            if (!image)
                return;
            ++asked;
            const Image copy = transform.apply(*image);
            for (std::size_t d = 0; d < descriptors.size(); ++d) {
                const auto vector = descriptors[d]->describe(copy);
                if (vector && findsOwn(*vector, gallery[d], i))
                    ++found[d];
            }
        });
        for (std::size_t d = 0; d < descriptors.size(); ++d) {
            const double recall = static_cast<double>(found[d]) /
                                  static_cast<double>(std::max<std::size_t>(asked, 1));
            printFigure("quality", "copy_recall", recall, "1",
                        {{"descriptor", descriptors[d]->name()},
                         {"transform", transform.name},
                         {"among", files->size() - 1},
                         {"queries", asked.load()}});
            means[descriptors[d]->name()].add(recall);
        }
    }
    for (const auto& descriptor : descriptors)
        printFigure("quality", "copy_recall_mean", means[descriptor->name()].value(), "1",
                    {{"descriptor", descriptor->name()}});
    return {};
}

Result<Descriptors> makeDescriptors(const QualityBenchOptions& options)
{
    Descriptors descriptors;
    auto own = encoderDescriptor(options.model);
    if (!own)
        return fail(own);
    descriptors.push_back(std::move(*own));
    if (!options.teacher.empty()) {
        auto teacher = encoderDescriptor(options.teacher);
        if (!teacher)
            return fail(teacher);
        descriptors.push_back(std::move(*teacher));
    }
    descriptors.push_back(labHogDescriptor());
    descriptors.push_back(differenceHashDescriptor());
    return descriptors;
}

Result<> runBench(const QualityBenchOptions& options)
{
    const auto descriptors = makeDescriptors(options);
    if (!descriptors)
        return fail(descriptors);
    std::map<std::string, Mean> maps;
    for (const auto& set : options.sets)
        if (auto done = measureSet(set, *descriptors, maps); !done)
            return done;
    for (const auto& descriptor : *descriptors)
        if (!options.sets.empty())
            printFigure("quality", "map_mean", maps[descriptor->name()].value(), "1",
                        {{"descriptor", descriptor->name()}});
    if (!options.sets.empty() && !options.teacher.empty()) {
        const double teacher = maps[(*descriptors)[1]->name()].value();
        printFigure(
            "quality", "map_ratio_to_teacher", maps[descriptors->front()->name()].value() / teacher,
            "1",
            {{"descriptor", descriptors->front()->name()}, {"teacher", (*descriptors)[1]->name()}});
    }
    return options.photos.empty() ? Result<>() : measureCopies(options, *descriptors);
}

} // namespace

void addQualityBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "quality", "Retrieval on labelled folders and copy recall, beside baselines");
    const auto options = std::make_shared<QualityBenchOptions>();
    command->add_option("SET", options->sets, "Labelled folders: one folder a label");
    command->add_option("--model", options->model, "A model directory or name");
    command->add_option("--teacher", options->teacher, "Another one to compare with");
    command->add_option("--photos", options->photos,
                        "A folder of folders of photos: also measure copy recall among them");
    command->add_option("--distractors", options->distractors)->check(CLI::PositiveNumber);
    command->add_option("--queries", options->queries)->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
