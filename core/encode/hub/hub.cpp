// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/hub.h"

#include "core/base/pause_for.h"
#include "core/encode/hub/curated_models.h"
#include "core/encode/refused_models.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <numeric>

namespace lookalike {

namespace {

constexpr const char* kEndpoint = "https://huggingface.co";
constexpr std::uint64_t kMaxAnswerBytes = 16U << 20;
constexpr std::uint64_t kMaxJsonBytes = 8U << 20;
constexpr std::uint64_t kMaxWeightBytes = std::uint64_t{16} << 30;
constexpr int kMaxListingDepth = 32;
constexpr std::array<std::string_view, 3> kNeeded = {"config.json", "preprocessor_config.json",
                                                     "model.safetensors"};

/// The files of a tokenizer, the kinds in the order in which they are read; the first that is there
/// is enough.
constexpr std::array<std::array<std::string_view, 2>, 5> kTokenizers = {
    {{"spiece.model"},
     {"tokenizer.json"},
     {"vocab.json", "merges.txt"},
     {"tokenizer.model"},
     {"vocab.txt"}}};
constexpr std::array<std::string_view, 2> kTokenizerSettings = {"tokenizer_config.json",
                                                                "special_tokens_map.json"};
constexpr std::uint64_t kMaxTokenizerBytes = 64U << 20;

std::string textOf(const nlohmann::json& object, const char* key)
{
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const nlohmann::json& child(const nlohmann::json& object, const char* key)
{
    static const nlohmann::json none;
    return object.is_object() && object.contains(key) ? object[key] : none;
}

std::uint64_t sizeOf(const nlohmann::json& entry)
{
    const nlohmann::json& size = child(entry, "size");
    return size.is_number_unsigned() ? size.get<std::uint64_t>() : 0;
}

std::string licenceOf(const nlohmann::json& answer)
{
    if (std::string licence = textOf(child(answer, "cardData"), "license"); !licence.empty())
        return licence;
    constexpr std::string_view kTag = "license:";
    if (const nlohmann::json& tags = child(answer, "tags"); tags.is_array())
        for (const auto& tag : tags)
            if (tag.is_string() && tag.get_ref<const std::string&>().starts_with(kTag))
                return tag.get<std::string>().substr(kTag.size());
    return {};
}

bool isSha256(const std::string& text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Result<> answerError(long status, const ModelId& id)
{
    const std::string name = id.text() + "@" + id.revision;
    if (status == 401 || status == 403)
        return fail(ErrorCode::PermissionDenied,
                    "The hub gives %1 only to users with an account, or does not have it. "
                    "Download it with a browser and add its folder"_msg(name));
    if (status == 404)
        return fail(ErrorCode::NotFound, "The hub does not have %1"_msg(name));
    return fail(ErrorCode::IoError, "The hub answered with the error %1 for %2"_msg(status, name));
}

/// Possible names of a licence text. No other file of a model holds text for the user.
constexpr std::array<std::string_view, 4> kLicences = {"LICENSE", "LICENSE.txt", "LICENSE.md",
                                                       "LICENCE"};
constexpr std::uint64_t kMaxLicenceBytes = 1U << 20;

/// Requires a model of the list at its commit to have the weights that the list names.
Result<> applyCurated(const RemoteModel& model, RemoteFile& file)
{
    const CuratedModel* curated = findCurated(model.id.text());
    if (curated == nullptr || curated->weightsSha256.empty() || model.commit != curated->revision ||
        file.name != "model.safetensors")
        return {};
    if (!file.sha256.empty() && file.sha256 != curated->weightsSha256)
        return fail(ErrorCode::Broken,
                    "The hub offers weights for %1 that this program does not know. Nothing "
                    "was downloaded"_msg(model.id.text()));
    file.sha256 = curated->weightsSha256;
    file.trust = "compiled-in";
    return {};
}

/// Returns the files that searching with words takes; none for a model without a tokenizer. `size`
/// gives that of a file of the hub, or 0.
std::vector<std::string_view>
tokenizerFiles(const std::function<std::uint64_t(std::string_view)>& size)
{
    const auto usable = [&](std::string_view name) {
        return name.empty() || (size(name) > 0 && size(name) <= kMaxTokenizerBytes);
    };
    std::vector<std::string_view> files;
    const auto* kind = std::find_if(kTokenizers.begin(), kTokenizers.end(), [&](const auto& names) {
        return usable(names[0]) && usable(names[1]);
    });
    if (kind == kTokenizers.end())
        return files;
    for (const std::string_view name : *kind)
        if (!name.empty())
            files.push_back(name);
    for (const std::string_view name : kTokenizerSettings)
        if (size(name) > 0 && size(name) <= kMaxJsonBytes)
            files.push_back(name);
    return files;
}

Result<RemoteModel> readAnswer(const std::string& body, const ModelId& id)
{
    const auto json = nlohmann::json::parse(
        body, [](int depth, auto, auto&) { return depth <= kMaxListingDepth; }, false);
    RemoteModel model;
    model.id = id;
    model.commit = textOf(json, "sha");
    const nlohmann::json& siblings = child(json, "siblings");
    if (!isCommit(model.commit) || !siblings.is_array())
        return fail(ErrorCode::Broken, "The hub's answer about %1 makes no sense"_msg(id.text()));
    if (isCommit(id.revision) && id.revision != model.commit)
        return fail(ErrorCode::Broken,
                    "The hub answered about another commit of %1"_msg(id.text()));
    model.licence = licenceOf(json);
    const auto find = [&](std::string_view name) {
        return std::find_if(siblings.begin(), siblings.end(), [&](const nlohmann::json& sibling) {
            return textOf(sibling, "rfilename") == name;
        });
    };
    if (textOf(child(json, "config"), "model_type") == kNaFlexType)
        return fail(ErrorCode::Unsupported, refusalOfNaFlex());
    if (find("config.json") == siblings.end() && find("open_clip_config.json") != siblings.end())
        return fail(ErrorCode::Unsupported, refusalOfOpenClip(id.text()));
    // Other file names of the hub never become names on this machine.
    std::vector<std::string_view> wanted(kNeeded.begin(), kNeeded.end());
    for (const std::string_view licence : kLicences)
        if (const auto entry = find(licence);
            entry != siblings.end() && sizeOf(*entry) > 0 && sizeOf(*entry) <= kMaxLicenceBytes) {
            wanted.push_back(licence);
            break;
        }
    const auto words = tokenizerFiles([&](std::string_view name) {
        const auto entry = find(name);
        return entry == siblings.end() ? 0 : sizeOf(*entry);
    });
    wanted.insert(wanted.end(), words.begin(), words.end());
    for (const std::string_view needed : wanted) {
        const auto entry = find(needed);
        if (entry == siblings.end())
            return fail(ErrorCode::Unsupported,
                        "%1 has no %2, which Lookalike needs. It does not open other formats of "
                        "weights, because such files can contain programs"_msg(id.text(), needed));
        RemoteFile file;
        file.name = needed;
        file.bytes = sizeOf(*entry);
        const nlohmann::json& large = child(*entry, "lfs");
        file.sha256 = textOf(large, "sha256");
        if (file.sha256.empty())
            file.gitId = textOf(*entry, "blobId");
        if ((!file.sha256.empty() && !isSha256(file.sha256)) ||
            (!file.gitId.empty() && !isCommit(file.gitId)))
            return fail(ErrorCode::Broken,
                        "The hub's answer about %1 makes no sense"_msg(id.text()));
        const bool weights = file.name.ends_with(".safetensors");
        const bool isOfWords = std::find(words.begin(), words.end(), file.name) != words.end();
        const std::uint64_t most = weights     ? kMaxWeightBytes
                                   : isOfWords ? kMaxTokenizerBytes
                                               : kMaxJsonBytes;
        if (file.bytes == 0 || file.bytes > most)
            return fail(ErrorCode::TooLarge, "The hub states no usable size for %1"_msg(file.name));
        file.trust = file.sha256.empty() && file.gitId.empty() ? "first-use" : "hub";
        if (auto applied = applyCurated(model, file); !applied)
            return fail(applied);
        model.files.push_back(std::move(file));
    }
    return model;
}

Result<RemoteModel> askOnce(const ModelId& id, const HubOptions& options,
                            const std::string& endpoint, const std::stop_token& stop)
{
    HttpRequest request;
    request.url =
        endpoint + "/api/models/" + id.text() + "/revision/" + id.revision + "?blobs=true";
    request.maxBytes = kMaxAnswerBytes;
    std::string body;
    const auto head = httpGet(
        request, options.http, [](const HttpHead&) { return Result<>(); },
        [&](std::span<const std::byte> bytes) -> Result<> {
            body.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            return {};
        },
        stop);
    if (!head)
        return fail(head);
    if (head->status != 200)
        return fail(answerError(head->status, id));
    auto model = readAnswer(body, id);
    if (model)
        model->endpoint = endpoint;
    return model;
}

} // namespace

std::string hubEndpoint(const std::string& asked)
{
    std::string endpoint = asked;
    if (const char* variable = std::getenv("LOOKALIKE_HUB");
        endpoint.empty() && variable != nullptr)
        endpoint = variable;
    if (endpoint.empty())
        endpoint = kEndpoint;
    while (endpoint.ends_with('/'))
        endpoint.pop_back();
    return endpoint;
}

std::uint64_t RemoteModel::bytes() const
{
    return std::accumulate(
        files.begin(), files.end(), std::uint64_t{0},
        [](std::uint64_t sum, const RemoteFile& file) { return sum + file.bytes; });
}

Result<RemoteModel> askHub(const ModelId& id, const HubOptions& options,
                           const std::stop_token& stop)
{
    const std::string endpoint = hubEndpoint(options.endpoint);
    auto pause = options.pause;
    for (int attempt = 1;; ++attempt, pause *= 2) {
        auto model = askOnce(id, options, endpoint, stop);
        const bool again = !model && (model.error().code == ErrorCode::Timeout ||
                                      model.error().code == ErrorCode::IoError);
        if (!again || attempt >= options.attempts || !pauseFor(pause, stop))
            return model;
    }
}

} // namespace lookalike
