// SPDX-License-Identifier: GPL-3.0-or-later
// What every test shares: results that print their error, and the read-only material beside the
// checkout that some tests need.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QtTest>
#include <cstdlib>
#include <filesystem>

/// Fails the test with the error's text where a Result holds one.
#define VERIFY_RESULT(expression)                                                                  \
    do {                                                                                           \
        const auto& verifiedResult = (expression);                                                 \
        const bool verifiedOk = verifiedResult.has_value();                                        \
        QVERIFY2(verifiedOk, verifiedOk ? "" : verifiedResult.error().text().c_str());             \
    } while (false)

/// Fails the test unless a Result holds an error of this code.
#define VERIFY_ERROR(expression, expectedCode)                                                     \
    do {                                                                                           \
        const auto& verifiedResult = (expression);                                                 \
        QVERIFY2(!verifiedResult.has_value(), "an error was expected");                            \
        QCOMPARE(QByteArray(lookalike::errorCodeName(verifiedResult.error().code)),                \
                 QByteArray(lookalike::errorCodeName(expectedCode)));                              \
    } while (false)

namespace lookalike::testing {

/// The folder with data, fixtures and models that is no part of the project, or an empty path.
inline std::filesystem::path sharedFolder()
{
    const char* folder = std::getenv("LOOKALIKE_SHARED");
    if (folder == nullptr || !std::filesystem::is_directory(folder))
        return {};
    return folder;
}

/// The project's own resources folder.
inline std::filesystem::path resourcesFolder()
{
    const char* folder = std::getenv("LOOKALIKE_RESOURCES");
    return folder == nullptr ? std::filesystem::path() : std::filesystem::path(folder);
}

} // namespace lookalike::testing

/// Skips the test where the material beside the checkout is missing.
#define REQUIRE_SHARED(relative)                                                                   \
    do {                                                                                           \
        if (lookalike::testing::sharedFolder().empty() ||                                          \
            !std::filesystem::exists(lookalike::testing::sharedFolder() / (relative)))             \
            QSKIP("needs the shared material: " relative);                                         \
    } while (false)
