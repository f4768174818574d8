// SPDX-License-Identifier: GPL-3.0-or-later
// What a run of lookalike-cli came to.
#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <vector>

namespace lookalike::testing {

enum Exit { Done = 0, SomeFailed = 1, Usage = 2, CouldNotRun = 3 };

struct Outcome {
    int exit = -1;
    QByteArray output;
    QByteArray errors;

    [[nodiscard]] std::vector<nlohmann::json> json() const
    {
        std::vector<nlohmann::json> lines;
        for (const QByteArray& line : output.split('\n'))
            if (!line.isEmpty())
                lines.push_back(nlohmann::json::parse(line.toStdString(), nullptr, false));
        return lines;
    }
};

/// Waits for the end of a process that was started.
inline Outcome finish(QProcess& process)
{
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace lookalike::testing
