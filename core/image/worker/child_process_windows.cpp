// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/system_error.h"
#include "core/image/worker/child_process.h"

#include <windows.h>

#include <array>
#include <cstdlib>
#include <vector>

namespace lookalike {
namespace {

/// The exit code of a process that was killed here. No program or exception uses it.
constexpr UINT kKilled = 0x2C00'4B11;

/// Describes common crashes by exception code (ntstatus.h).
Message crashText(DWORD code)
{
    switch (code) {
    case 0xC000'0005:
        return "access violation"_msg;
    case 0xC000'00FD:
        return "stack overflow"_msg;
    case 0xC000'0094:
        return "division by zero"_msg;
    case 0xC000'001D:
        return "illegal instruction"_msg;
    case 0xC000'0017:
        return "out of memory"_msg;
    case 0xC000'0374:
        return "damaged heap"_msg;
    case 0xC000'0409:
        return "given up by the C library"_msg;
    case 3: // abort() without the dialog
        return "aborted"_msg;
    default:
        return code >= 0xC000'0000 ? "error %1"_msg(code) : Message();
    }
}

/// Returns the environment variables that a decoder process gets: the locations of Windows and its
/// libraries. One thread per process, because there is a process per core.
std::wstring makeEnvironment()
{
    std::wstring environment = L"OMP_NUM_THREADS=1";
    environment += L'\0';
    // In alphabetical order, which Windows requires.
    for (const wchar_t* const name : {L"PATH", L"SystemRoot"}) {
        std::array<wchar_t, 32767> value{};
        const DWORD length =
            ::GetEnvironmentVariableW(name, value.data(), static_cast<DWORD>(value.size()));
        if (length == 0 || length >= value.size())
            continue;
        environment += std::wstring(name) + L'=' + value.data();
        environment += L'\0';
    }
    environment += L'\0';
    return environment;
}

/// Creates a job with limits that apply from the first instruction, and that ends together with
/// this program.
UniqueHandle makeJob(const WorkerProgram& program)
{
    UniqueHandle job(::CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE |
                                              JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION |
                                              JOB_OBJECT_LIMIT_ACTIVE_PROCESS;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    if (program.memoryMegabytes > 0) {
        limits.BasicLimitInformation.LimitFlags |= JOB_OBJECT_LIMIT_PROCESS_MEMORY;
        limits.ProcessMemoryLimit = static_cast<SIZE_T>(program.memoryMegabytes) << 20U;
    }
    JOBOBJECT_BASIC_UI_RESTRICTIONS windows{};
    windows.UIRestrictionsClass =
        JOB_OBJECT_UILIMIT_READCLIPBOARD | JOB_OBJECT_UILIMIT_WRITECLIPBOARD |
        JOB_OBJECT_UILIMIT_DESKTOP | JOB_OBJECT_UILIMIT_EXITWINDOWS | JOB_OBJECT_UILIMIT_HANDLES |
        JOB_OBJECT_UILIMIT_GLOBALATOMS | JOB_OBJECT_UILIMIT_SYSTEMPARAMETERS |
        JOB_OBJECT_UILIMIT_DISPLAYSETTINGS;
    if (!job.isValid() || !::SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation,
                                                     &limits, sizeof limits))
        return {};
    ::SetInformationJobObject(job.get(), JobObjectBasicUIRestrictions, &windows, sizeof windows);
    return job;
}

/// Makes a handle inheritable while a process is being started.
class Inheritable {
public:
    explicit Inheritable(HANDLE handle)
        : m_handle(handle)
    {
        ::SetHandleInformation(m_handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
    }
    ~Inheritable() { ::SetHandleInformation(m_handle, HANDLE_FLAG_INHERIT, 0); }
    Inheritable(const Inheritable&) = delete;
    Inheritable& operator=(const Inheritable&) = delete;

private:
    const HANDLE m_handle;
};

/// The attribute list with the only handle that the new process inherits.
class StartAttributes {
public:
    explicit StartAttributes(HANDLE handle)
        : m_handle(handle)
    {
        SIZE_T bytes = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &bytes);
        m_memory.resize(bytes);
        m_made = ::InitializeProcThreadAttributeList(get(), 1, 0, &bytes) != 0;
        m_ready = m_made &&
                  ::UpdateProcThreadAttribute(get(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                                              &m_handle, sizeof m_handle, nullptr, nullptr) != 0;
    }
    ~StartAttributes()
    {
        if (m_made)
            ::DeleteProcThreadAttributeList(get());
    }
    StartAttributes(const StartAttributes&) = delete;
    StartAttributes& operator=(const StartAttributes&) = delete;
    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] LPPROC_THREAD_ATTRIBUTE_LIST get()
    {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(m_memory.data());
    }

private:
    HANDLE m_handle;
    std::vector<std::byte> m_memory;
    bool m_made = false;
    bool m_ready = false; ///< initialised, with the handle in it
};

class WindowsChildProcess final : public ChildProcess {
public:
    WindowsChildProcess(UniqueHandle process, UniqueHandle job)
        : m_process(std::move(process))
        , m_job(std::move(job))
    {}
    ~WindowsChildProcess() override { kill(); }

    void kill() override { ::TerminateProcess(m_process.get(), kKilled); }
    Message end() override
    {
        kill(); // a process that has already ended keeps its own exit code
        ::WaitForSingleObject(m_process.get(), INFINITE);
        DWORD code = 0;
        return ::GetExitCodeProcess(m_process.get(), &code) ? crashText(code) : Message();
    }

private:
    UniqueHandle m_process;
    UniqueHandle m_job; ///< invalid if not available; the process then ends with its stream
};

tl::unexpected<Error> cannotStart(const WorkerProgram& program)
{
    const std::error_code error = lastSystemError();
    ErrorCode code = errorCodeFor(error);
    if (error.value() == ERROR_BAD_EXE_FORMAT)
        code = ErrorCode::Unsupported;
    return fail(code, "%1: %2"_msg("Cannot start the decoder program"_msg, systemReason(error)),
                program.file);
}

} // namespace

Result<std::unique_ptr<ChildProcess>>
ChildProcess::start(const WorkerProgram& program, const UniqueHandle& stream, const UniqueHandle&)
{
    const Inheritable inherited(stream.get());
    StartAttributes attributes(stream.get());
    if (!attributes.isReady())
        return cannotStart(program);
    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = stream.get();
    startup.lpAttributeList = attributes.get();
    std::wstring line =
        L'"' + program.file.wstring() + L"\" " + std::to_wstring(program.memoryMegabytes);
    std::wstring environment = makeEnvironment();
    PROCESS_INFORMATION started{};
    if (!::CreateProcessW(program.file.c_str(), line.data(), nullptr, nullptr, TRUE,
                          CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_UNICODE_ENVIRONMENT |
                              EXTENDED_STARTUPINFO_PRESENT,
                          environment.data(), nullptr, &startup.StartupInfo, &started))
        return cannotStart(program);
    const UniqueHandle thread(started.hThread);
    UniqueHandle process(started.hProcess);
    UniqueHandle job = makeJob(program);
    if (job.isValid() && !::AssignProcessToJobObject(job.get(), process.get()))
        job = {};
    auto child = std::make_unique<WindowsChildProcess>(std::move(process), std::move(job));
    if (::ResumeThread(thread.get()) == static_cast<DWORD>(-1))
        return cannotStart(program);
    return child;
}

} // namespace lookalike
