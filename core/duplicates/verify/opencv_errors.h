// SPDX-License-Identifier: GPL-3.0-or-later
// Converts OpenCV's exceptions to errors. Only sources of this folder use this.
#pragma once

#include "core/base/result.h"

#include <opencv2/core.hpp>

#include <new>

namespace lookalike {

/// Returns the result of `work`, a T or a Result<T>. Fails with OutOfMemory or Internal if it
/// throws std::bad_alloc or cv::Exception.
template <class T, class Work>
[[nodiscard]] Result<T> catchOpenCvErrors(Work work)
{
    try {
        return work();
    } catch (const cv::Exception& exception) {
        return fail(exception.code == cv::Error::StsNoMem ? ErrorCode::OutOfMemory
                                                          : ErrorCode::Internal,
                    Message::verbatim(exception.what()));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to compare pictures"_msg);
    }
}

} // namespace lookalike
