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

// Nothing but the stream was inherited, see child_process_windows.cpp. A crash is to end the
// process, not to ask the user about it.
void settleService()
{
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
#ifdef _MSC_VER
    ::_set_abort_behavior(0, _WRITE_ABORT_MSG | _CALL_REPORTFAULT);
#endif
}

// The job ends the process when its owner goes.
void endServiceAfter(unsigned) {}

} // namespace lookalike
