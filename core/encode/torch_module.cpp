// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch_module.h"

#include "core/base/executable_folder.h"
#include "core/encode/module_encoder.h"

#include <array>
#include <mutex>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace lookalike {
namespace {

namespace fs = std::filesystem;

#if defined(_WIN32)
constexpr const char* kModuleFile = "lookalike_torch.dll";
#else
constexpr const char* kModuleFile = "lookalike_torch.so"; // CMake's name for modules on macOS too
#endif

/// Opens the module for the life of the process: encoders keep pointers into it.
Result<const LookalikeModule*> openModule(const fs::path& file)
{
#ifdef _WIN32
    // Installed, the module lies in lib/lookalike with the libraries of LibTorch, which are looked
    // for nowhere else. In a build folder PATH leads to them.
    const bool isInstalled = file.parent_path().filename() == "lookalike";
    const HMODULE module = LoadLibraryExW(file.c_str(), nullptr,
                                          isInstalled ? LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR |
                                                            LOAD_LIBRARY_SEARCH_DEFAULT_DIRS
                                                      : LOAD_WITH_ALTERED_SEARCH_PATH);
    if (module == nullptr)
        return fail(ErrorCode::IoError, "LibTorch cannot be loaded (error %1)"_msg(GetLastError()),
                    file);
    void* symbol = reinterpret_cast<void*>(GetProcAddress(module, LOOKALIKE_MODULE_SYMBOL));
#else
    void* module = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
        return fail(ErrorCode::IoError, "LibTorch cannot be loaded: %1"_msg(dlerror()), file);
    void* symbol = dlsym(module, LOOKALIKE_MODULE_SYMBOL);
#endif
    if (symbol == nullptr)
        return fail(ErrorCode::Conflict,
                    "This is not the LibTorch module of this version of Lookalike"_msg, file);
    return reinterpret_cast<LookalikeModuleEntry>(symbol)();
}

Result<const LookalikeModule*> findModule()
{
    const fs::path folder = executableFolder();
    // Beside the program (Windows, the build folder), installed, and the build folder of tests.
    const std::array candidates = {folder, folder.parent_path() / "lib" / "lookalike",
                                   folder.parent_path() / LOOKALIKE_LIBDIR / "lookalike",
                                   folder.parent_path() / "bin"};
    for (const fs::path& candidate : candidates) {
        std::error_code error;
        if (fs::exists(candidate / kModuleFile, error))
            return openModule(candidate / kModuleFile);
    }
    return fail(ErrorCode::NotFound,
                "A part of the program is missing, install it again: %1"_msg(kModuleFile), folder);
}

} // namespace

Result<std::shared_ptr<const Encoder>> loadEncoder(const ModelDirectory& model,
                                                   const EncoderOptions& options)
{
    static std::mutex mutex;
    static const LookalikeModule* module = nullptr;
    {
        const std::lock_guard lock(mutex);
        if (module == nullptr) {
            const auto found = findModule();
            if (!found)
                return fail(found);
            module = *found;
        }
    }
    return openModuleEncoder(*module, model, options);
}

Result<std::shared_ptr<const Encoder>> loadEncoder(const std::string& nameOrDirectory,
                                                   const EncoderOptions& options)
{
    const auto path = findModel(nameOrDirectory);
    if (!path)
        return fail(path);
    const auto directory = openModelDirectory(*path);
    if (!directory)
        return fail(directory);
    return loadEncoder(*directory, options);
}

} // namespace lookalike
