// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unique_handle.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <unistd.h>
#endif

namespace lookalike {

#ifdef _WIN32

UniqueHandle::UniqueHandle(Value value) noexcept
    : m_value(value == INVALID_HANDLE_VALUE ? kNone : value)
{}

UniqueHandle::~UniqueHandle()
{
    if (isValid())
        ::CloseHandle(m_value);
}

#else

UniqueHandle::UniqueHandle(Value value) noexcept
    : m_value(value)
{}

UniqueHandle::~UniqueHandle()
{
    if (isValid())
        ::close(m_value);
}

#endif

} // namespace lookalike
