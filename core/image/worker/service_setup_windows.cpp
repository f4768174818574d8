// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/service_setup.h"

#include <windows.h>

#include <cstdlib>

namespace lookalike {

UniqueHandle takeServiceStream()
{
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    if (input == INVALID_HANDLE_VALUE || ::GetFileType(input) != FILE_TYPE_PIPE)
        return {};
    return UniqueHandle(input);
}

UniqueHandle takeServicePixels()
{
    return {};
}

// Only the stream was inherited, see child_process_windows.cpp. A crash must end the process
// without asking the user.
void settleService()
{
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
#ifdef _MSC_VER
    ::_set_abort_behavior(0, _WRITE_ABORT_MSG | _CALL_REPORTFAULT);
#endif
}

// The job ends the process together with its owner.
void endServiceAfter(unsigned) {}

} // namespace lookalike
