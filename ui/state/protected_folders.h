// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <filesystem>
#include <vector>

namespace lookalike {

class LibrarySession;
struct Error;

/// The folders whose photos never go to the trash, as the library remembers them. GUI thread.
class ProtectedFolders : public QObject {
    Q_OBJECT

public:
    /// `session` must outlive this object.
    explicit ProtectedFolders(LibrarySession& session, QObject* parent = nullptr);

    /// loaded() follows.
    void reload();
    /// changed() or failed() follows, then loaded().
    void setProtected(const std::filesystem::path& folder, bool isProtected);

Q_SIGNALS:
    void loaded(const std::vector<std::filesystem::path>& folders);
    void changed(const std::filesystem::path& folder, bool isProtected);
    void failed(const lookalike::Error& error);

private:
    LibrarySession& m_session;
};

} // namespace lookalike
