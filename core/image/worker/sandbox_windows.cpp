// SPDX-License-Identifier: GPL-3.0-or-later
// A separate process in a job with limits (child_process_windows.cpp). Lowers its own integrity
// level: a process of low integrity cannot write to objects of the user's other programs
// (https://learn.microsoft.com/windows/win32/secauthz/mandatory-integrity-control).
#include "core/image/worker/channel.h"
#include "core/image/worker/sandbox.h"

#include <windows.h>

namespace lookalike {
namespace {

bool isLimited()
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    return ::QueryInformationJobObject(nullptr, JobObjectExtendedLimitInformation, &limits,
                                       sizeof limits, nullptr) &&
           (limits.BasicLimitInformation.LimitFlags & JOB_OBJECT_LIMIT_PROCESS_MEMORY) != 0;
}

bool lowerIntegrity()
{
    HANDLE opened = nullptr;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_ADJUST_DEFAULT, &opened))
        return false;
    const UniqueHandle token(opened);
    SID_IDENTIFIER_AUTHORITY authority = SECURITY_MANDATORY_LABEL_AUTHORITY;
    TOKEN_MANDATORY_LABEL label{};
    if (!::AllocateAndInitializeSid(&authority, 1, SECURITY_MANDATORY_LOW_RID, 0, 0, 0, 0, 0, 0, 0,
                                    &label.Label.Sid))
        return false;
    label.Label.Attributes = SE_GROUP_INTEGRITY;
    const bool lowered = ::SetTokenInformation(token.get(), TokenIntegrityLevel, &label,
                                               sizeof label + ::GetLengthSid(label.Label.Sid)) != 0;
    ::FreeSid(label.Label.Sid);
    return lowered;
}

} // namespace

Protections closeSandbox(const SandboxOptions&)
{
    Protections active;
    active.limits = isLimited();
    active.lowIntegrity = lowerIntegrity();
    return active;
}

} // namespace lookalike
