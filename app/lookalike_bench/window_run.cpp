// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/window_run.h"

#include "app/lookalike_bench/window_probe.h"
#include "core/base/executable_folder.h"
#include "core/base/float16.h"
#include "core/base/path_bytes.h"
#include "core/catalog/catalog.h"
#include "core/library/stored_map.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <random>

namespace lookalike {

namespace {

constexpr std::int64_t kFirstPhoto = 946'684'800; ///< 1 January 2000
constexpr std::int64_t kPhotoEverySeconds = 600;

std::string quoted(const std::string& text)
{
    return "\"" + text + "\"";
}

Result<> addPhotos(CatalogWriter& writer, FolderId folder, const std::filesystem::path& path,
                   SpaceId space, int dim, std::size_t from, std::size_t to,
                   const EmbeddingMaker& make)
{
    std::mt19937 random(static_cast<unsigned>(from));
    std::normal_distribution<float> normal;
    for (std::size_t i = from; i < to; ++i) {
        ContentRow content;
        for (std::size_t byte = 0; byte < sizeof i; ++byte)
            content.hash.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
        content.bytes = 3'000'000 + i;
        content.width = 4000;
        content.height = 3000;
        content.format = ImageFormat::Jpeg;
        content.metadata.takenAt = kFirstPhoto + static_cast<std::int64_t>(i) * kPhotoEverySeconds;
        const auto contentId = writer.putContent(content);
        if (!contentId)
            return fail(contentId);
        EmbeddingRow embedding{*contentId, {}};
        std::vector<float> values(static_cast<std::size_t>(dim));
        if (make)
            make(i, values);
        else
            std::generate(values.begin(), values.end(), [&] { return normal(random); });
        const float squares =
            std::inner_product(values.begin(), values.end(), values.begin(), 0.0F);
        for (const float value : values)
            embedding.vector.push_back(toFloat16(value / std::sqrt(squares)));
        if (auto put = writer.putEmbedding(space, embedding); !put)
            return put;
        FileRow file;
        file.folder = folder;
        file.path = path / std::to_string(i / 1000) / ("IMG_" + std::to_string(i) + ".jpg");
        file.stamp = {{1, i + 1}, content.bytes, 0, 0};
        file.state = FileState::Indexed;
        file.content = *contentId;
        if (auto put = writer.putFile(file); !put)
            return fail(put);
    }
    return {};
}

} // namespace

Result<> fillCatalog(const std::filesystem::path& file, const std::filesystem::path& photos,
                     const EmbeddingSpace& encoderSpace, std::size_t count,
                     const EmbeddingMaker& embedding)
{
    auto opened = Catalog::open(file);
    if (!opened)
        return fail(opened);
    Catalog& catalog = **opened;
    FolderId folder;
    SpaceId space;
    auto rooted = catalog.write([&](CatalogWriter& writer) -> Result<> {
        auto added = writer.addFolder(photos, 1);
        if (!added)
            return fail(added);
        folder = *added;
        auto put = writer.putSpace(encoderSpace, true);
        if (!put)
            return fail(put);
        space = *put;
        return {};
    });
    constexpr std::size_t kRows = 10'000;
    for (std::size_t from = 0; rooted && from < count; from += kRows)
        rooted = catalog.write([&](CatalogWriter& writer) {
            return addPhotos(writer, folder, photos, space, encoderSpace.dim, from,
                             std::min(count, from + kRows), embedding);
        });
    return rooted;
}

Result<> writeMap(const std::filesystem::path& catalog, const EmbeddingSpace& space)
{
    constexpr double kMapAspect = 1.5;
    std::vector<ContentId> contents;
    {
        const auto opened = Catalog::open(catalog);
        if (!opened)
            return fail(opened);
        const auto reader = (*opened)->reader();
        if (!reader)
            return fail(reader);
        auto all = (*reader)->contents({});
        if (!all)
            return fail(all);
        contents = std::move(*all);
    }
    const double columns = std::ceil(std::sqrt(kMapAspect * static_cast<double>(contents.size())));
    const PhotoMap map({static_cast<std::size_t>(columns), std::move(contents)},
                       [](const std::vector<ContentId>& of) { return of.front(); });
    return storeMap(map, space, catalog);
}

void setVariable(const char* name, const std::string& value)
{
#ifdef _WIN32
    _putenv_s(name, value.c_str());
#else
    setenv(name, value.c_str(), 1);
#endif
}

Result<std::map<std::string, double>> runWindow(const std::string& probe,
                                                const std::vector<std::string>& arguments,
                                                const std::filesystem::path& folder)
{
    const auto program = executableFolder() / "lookalike";
    const auto output = folder / "output";
    std::string command = quoted(pathToBytes(program));
    for (const std::string& argument : arguments)
        command += ' ' + quoted(argument);
    command += " > " + quoted(pathToBytes(output));
    setVariable("QT_PLUGIN_PATH", pathToBytes(executableFolder() / "bench"));
    setVariable("QT_QPA_GENERIC_PLUGINS", std::string(kProbe) + ':' + probe);
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"})
        setVariable(name, pathToBytes(folder)); // not the user's own
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    setVariable(kProbeStarted,
                std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()));
    std::map<std::string, double> figures;
    if (std::system(command.c_str()) == 0) {
        std::ifstream stream(output);
        std::string name;
        double value = 0;
        while (stream >> name >> value)
            figures[name] = value;
    }
    if (figures.empty())
        return fail(ErrorCode::Internal, "The window was not measured (is there a display?)"_msg,
                    program);
    return figures;
}

} // namespace lookalike
