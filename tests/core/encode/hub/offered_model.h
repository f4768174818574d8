// SPDX-License-Identifier: GPL-3.0-or-later
// A model that a TestServer offers as the hub would.
#pragma once

#include "core/encode/hub/git_blob.h"
#include "tests/core/encode/hub/test_server.h"
#include "tests/core/encode/tiny_model.h"

#include <QCryptographicHash>
#include <fstream>
#include <iterator>
#include <string>

namespace lookalike::testing {

inline constexpr const char* kOfferedCommit = "0123456789abcdef0123456789abcdef01234567";
inline constexpr const char* kOfferedFiles[] = {"config.json", "preprocessor_config.json",
                                                "model.safetensors"};

inline QByteArray bytesOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    return QByteArray::fromStdString(text);
}

/// The address of a file of the model "some/model".
inline std::string offeredPath(const std::string& name)
{
    return std::string("/some/model/resolve/") + kOfferedCommit + "/" + name;
}

/// Offers what lies in `source`, and `extra` (name, content) beside it.
inline void offerModel(TestServer& server, const std::filesystem::path& source,
                       const std::vector<std::pair<std::string, QByteArray>>& extra = {})
{
    nlohmann::json siblings = nlohmann::json::array();
    const auto offer = [&](const std::string& name, const QByteArray& content) {
        nlohmann::json entry = {{"rfilename", name}, {"size", content.size()}};
        if (name == "model.safetensors")
            entry["lfs"] = {{"sha256", QCryptographicHash::hash(content, QCryptographicHash::Sha256)
                                           .toHex()
                                           .toStdString()}};
        else
            entry["blobId"] = gitBlobId(content.toStdString());
        siblings.push_back(std::move(entry));
        server.put(offeredPath(name), content);
    };
    for (const char* name : kOfferedFiles)
        offer(name, bytesOf(source / name));
    for (const auto& [name, content] : extra)
        offer(name, content);
    const nlohmann::json answer = {{"sha", kOfferedCommit},
                                   {"cardData", {{"license", "apache-2.0"}}},
                                   {"siblings", std::move(siblings)}};
    server.put("/api/models/some/model/revision/main?blobs=true",
               QByteArray::fromStdString(answer.dump()));
}

} // namespace lookalike::testing
