# SPDX-License-Identifier: GPL-3.0-or-later
# Signs `app` from the inside out. `identity` is a certificate's name, or empty: then without one
# ("ad hoc"), which runs on this machine and is refused on others until their person allows it.
if(DEFINED ENV{DESTDIR})
    set(app "$ENV{DESTDIR}${app}")
endif()
find_program(CODESIGN_PROGRAM codesign REQUIRED)
if(identity STREQUAL "")
    set(how --sign -)
    message(STATUS "Signing ${app} without a certificate")
else()
    set(how --sign "${identity}" --timestamp --options runtime --entitlements "${entitlements}")
    message(STATUS "Signing ${app} as ${identity}")
endif()
file(GLOB_RECURSE parts LIST_DIRECTORIES false "${app}/Contents/*.dylib" "${app}/Contents/*.so")
file(GLOB frameworks LIST_DIRECTORIES true "${app}/Contents/Frameworks/*.framework")
foreach(part IN LISTS parts frameworks ITEMS "${app}/Contents/MacOS/lookalike-decoder"
        "${app}/Contents/MacOS/lookalike-cli" "${app}")
    if(NOT IS_SYMLINK "${part}")
        execute_process(COMMAND "${CODESIGN_PROGRAM}" --force ${how} "${part}"
                        COMMAND_ERROR_IS_FATAL ANY)
    endif()
endforeach()
execute_process(COMMAND "${CODESIGN_PROGRAM}" --verify --deep --strict "${app}"
                COMMAND_ERROR_IS_FATAL ANY)
