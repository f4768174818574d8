// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <exception>
#include <new>

namespace lookalike {

/// Calls `work`, which returns a Result, at the top of a thread: nothing that it throws gets past.
template <class Work>
[[nodiscard]] auto catchExceptions(Work&& work) -> decltype(work())
{
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for this"_msg);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, Message::verbatim(error.what()));
    } catch (...) {
        return fail(ErrorCode::Internal, "An unexpected error occurred"_msg);
    }
}

} // namespace lookalike
