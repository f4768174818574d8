// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/labelled_folder.h"

#include "core/files/file_reader.h"
#include "core/image/format.h"
#include "core/indexing/directory_walker.h"

#include <optional>

namespace lookalike {

namespace {

class Collector : public TreeVisitor {
public:
    Collector(const std::filesystem::path& root, LabelledFolder& set)
        : m_root(root)
        , m_set(set)
    {}

    void file(std::filesystem::path path, const FileStamp&) override
    {
        const auto relative = path.lexically_relative(m_root);
        if (std::next(relative.begin()) == relative.end())
            return; // not in a label folder
        const auto head = readFileHead(path, kSniffBytes);
        if (!head || sniffFormat(head->bytes) == ImageFormat::Unknown)
            return;
        const std::string name = displayPath(*relative.begin());
        if (m_set.names.empty() || m_set.names.back() != name)
            m_set.names.push_back(name);
        m_set.labels.push_back(static_cast<int>(m_set.names.size()) - 1);
        m_set.files.push_back(std::move(path));
    }
    void unknown(Error error) override
    {
        if (!m_error)
            m_error = std::move(error);
    }
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return m_error; }

private:
    const std::filesystem::path& m_root;
    LabelledFolder& m_set;
    std::optional<Error> m_error;
};

} // namespace

Result<LabelledFolder> readLabelledFolder(const std::filesystem::path& folder,
                                          const std::stop_token& stop)
{
    LabelledFolder set;
    Collector collector(folder, set);
    if (auto walked = walkTree(folder, collector, stop); !walked)
        return fail(walked);
    if (collector.error())
        return fail(*collector.error());
    if (set.files.size() < 2)
        return fail(ErrorCode::InvalidArgument,
                    "At least two pictures in label folders are needed, with one folder for "
                    "each label"_msg,
                    folder);
    return set;
}

} // namespace lookalike
