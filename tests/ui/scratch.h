// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QTemporaryDir>
#include <filesystem>

namespace lookalike::testing {

/// A folder of one test: for the catalog, for photos in `photos`, and for the settings that the
/// program reads from now on. Removed with the object.
class Scratch {
public:
    Scratch()
    {
        if (!m_temporary.isValid())
            return;
        m_folder = std::filesystem::canonical(m_temporary.path().toStdString());
        std::filesystem::create_directories(photos());
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_temporary.path());
    }
    [[nodiscard]] bool isValid() const { return m_temporary.isValid(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] std::filesystem::path photos() const { return m_folder / "photos"; }

private:
    const QTemporaryDir m_temporary;
    std::filesystem::path m_folder;
};

} // namespace lookalike::testing
