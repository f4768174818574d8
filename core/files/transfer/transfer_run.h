// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/checked_file.h"
#include "core/files/moves/move_ledger.h"
#include "core/files/protected_places.h"
#include "core/files/transfer/file_carrier.h"
#include "core/files/transfer/transfer.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

namespace lookalike {

/// Brings photos into one folder, each file announced in the journal before anything is changed.
/// The ledger outlives it. Use it on one thread.
class TransferRun {
public:
    TransferRun(MoveLedger& ledger, TransferKind kind,
                std::span<const std::filesystem::path> protectedFolders, std::stop_token stop);

    /// As Transfer::run(); to be called once, before bring().
    [[nodiscard]] Result<> openFolder(const std::filesystem::path& folder);

    using Report = std::function<void(TransferredFile file)>;
    /// Tells what became of the photo and then of each companion.
    void bring(const TransferTask& task, const Report& report);
    [[nodiscard]] std::int64_t batch() const noexcept { return m_batch; }

private:
    [[nodiscard]] Result<CheckedFile> approve(const ExpectedFile& file);
    /// The first number under which no file of the task has a name that is taken. Conflict where
    /// the photo itself is there already.
    [[nodiscard]] Result<int> freeNumber(const TransferTask& task, const CheckedFile& photo,
                                         int first);
    [[nodiscard]] Result<bool> isSame(const CheckedFile& photo, const std::string& name);
    [[nodiscard]] Result<> bringPhoto(const TransferTask& task, TransferredFile& outcome,
                                      int& number);
    [[nodiscard]] Result<> bringCompanion(const TransferTask& task, const ExpectedFile& companion,
                                          int number, TransferredFile& outcome);
    [[nodiscard]] FileCarrier::Outcome bringFile(CheckedFile& file, const ContentHash& content,
                                                 const std::string& name, TransferredFile& outcome);

    MoveLedger& m_ledger;
    TrashSystem& m_system;
    FileChecker m_checker;
    FileCarrier m_carrier;
    ProtectedPlaces m_protected;
    const TransferKind m_kind;
    const std::int64_t m_batch;
    OpenNode m_folder;
    std::string m_folderPath; ///< without links
    FileIdentity m_folderIdentity;
};

} // namespace lookalike
