# SPDX-License-Identifier: GPL-3.0-or-later
# Options, and the flags that every target of ours (never an imported one) is built with.

option(LOOKALIKE_UI "Build the window (needs Qt 6 Widgets)" ON)
option(LOOKALIKE_TESTS "Build the tests (needs Qt 6 Test)" ON)
option(LOOKALIKE_ENCODE_ONLY
       "Build the encoders alone, which need nothing but LibTorch and header-only libraries" OFF)
option(LOOKALIKE_STAND_IN "Build the tests' stand-in for the LibTorch module instead, where there is no LibTorch" OFF)
option(LOOKALIKE_WERROR "Treat warnings as errors" OFF)
set(LOOKALIKE_SANITIZE "" CACHE STRING "Sanitizers to build with, for example address,undefined")

option(LOOKALIKE_FUZZ "Build the fuzzers (needs clang)" OFF)
set(LOOKALIKE_FUZZ_SECONDS 60 CACHE STRING "How long each fuzzer's test runs")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Libraries outside the system's folders (an upstream LibTorch) are found where they were. Applications for
# macOS bring all of theirs along.
if(NOT APPLE)
    set(CMAKE_INSTALL_RPATH_USE_LINK_PATH ON)
elseif(NOT CMAKE_OSX_DEPLOYMENT_TARGET)
    # The first whose library writes numbers by std::to_chars. Info.plist names it, too.
    set(CMAKE_OSX_DEPLOYMENT_TARGET 13.3)
endif()

# What ccache asks for where headers are precompiled: https://ccache.dev/manual/latest.html
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        "${CCACHE_PROGRAM}")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        add_compile_options(-fpch-preprocess)
    elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND NOT MSVC)
        add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
    endif()
endif()

# Apple's library has std::jthread only behind a flag before Xcode 26.
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND NOT MSVC)
    include(CheckCXXSourceCompiles)
    set(jthread "#include <thread>\nint main() { std::jthread thread([](std::stop_token) {}); }")
    check_cxx_source_compiles("${jthread}" LOOKALIKE_HAVE_JTHREAD)
    if(NOT LOOKALIKE_HAVE_JTHREAD)
        set(CMAKE_REQUIRED_FLAGS -fexperimental-library)
        check_cxx_source_compiles("${jthread}" LOOKALIKE_JTHREAD_IS_EXPERIMENTAL)
        unset(CMAKE_REQUIRED_FLAGS)
        if(NOT LOOKALIKE_JTHREAD_IS_EXPERIMENTAL)
            message(FATAL_ERROR "This compiler's library has no std::jthread; on macOS, Xcode 16 or later has it.")
        endif()
        add_compile_options(-fexperimental-library)
        add_link_options(-fexperimental-library)
    endif()
endif()

# A translation unit with LibTorch takes up to a gigabyte: one at a time.
set_property(GLOBAL APPEND PROPERTY JOB_POOLS torch=1)

add_library(lookalike_flags INTERFACE)
target_include_directories(lookalike_flags INTERFACE "${CMAKE_SOURCE_DIR}")
if(MSVC)
    target_compile_options(lookalike_flags INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus
                           /Zc:preprocessor $<$<BOOL:${LOOKALIKE_WERROR}>:/WX>)
    target_compile_definitions(lookalike_flags INTERFACE NOMINMAX WIN32_LEAN_AND_MEAN _USE_MATH_DEFINES)
else()
    target_compile_options(lookalike_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
        -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion
        # GCC 12 sees overlaps in std::string's operator+ that are not there (its bug 105651).
        $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
        # In a unity build GCC takes sources for headers, whose classes must not use private ones.
        $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
        $<$<BOOL:${LOOKALIKE_WERROR}>:-Werror>)
endif()
if(LOOKALIKE_SANITIZE)
    target_compile_options(lookalike_flags INTERFACE -fsanitize=${LOOKALIKE_SANITIZE}
                           -fno-omit-frame-pointer -fno-sanitize-recover=all
                           # GCC warns of this without cause where sanitizers are at work, says its manual.
                           $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    target_link_options(lookalike_flags INTERFACE -fsanitize=${LOOKALIKE_SANITIZE})
endif()
if(LOOKALIKE_FUZZ)
    # What libFuzzer steers by, and checks of what the standard library's containers are asked for.
    target_compile_options(lookalike_flags INTERFACE -fsanitize=fuzzer-no-link)
    target_compile_definitions(lookalike_flags INTERFACE _GLIBCXX_ASSERTIONS)
endif()
