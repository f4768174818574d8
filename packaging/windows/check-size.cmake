# SPDX-License-Identifier: GPL-3.0-or-later
# Run by cpack on the tree that goes into an installer: NSIS cannot address more than 2 GB.
if(NOT CPACK_GENERATOR MATCHES "NSIS")
    return()
endif()
file(GLOB_RECURSE files "${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*")
set(kilobytes 0)
foreach(file IN LISTS files)
    file(SIZE "${file}" bytes)
    math(EXPR kilobytes "${kilobytes} + (${bytes} + 1023) / 1024")
endforeach()
if(NOT DEFINED LOOKALIKE_NSIS_LIMIT_KB)
    set(LOOKALIKE_NSIS_LIMIT_KB 1900000)
endif()
if(kilobytes GREATER LOOKALIKE_NSIS_LIMIT_KB)
    message(FATAL_ERROR "The tree is ${kilobytes} kB; an NSIS installer cannot hold more than 2 GB. "
            "Build it with LibTorch for the CPU; packaging/make-cuda-pack.cmake packs the rest.")
endif()
message(STATUS "The installer's tree is ${kilobytes} kB")
