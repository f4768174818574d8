# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -DMODULES=DIR -DVERSION=0.1.0 -DOUTPUT=DIR [-DPART_MB=1900] -P packaging/make-cuda-pack.cmake
#
# Packs lib/lookalike of a build against LibTorch for CUDA, which is too large for an installer, for
# Lookalike of the same version. MODULES is the installed folder. Writes into OUTPUT
#   lookalike-VERSION-cuda.zip (in parts .001, .002, ... where it exceeds PART_MB) and
#   lookalike-VERSION-cuda.sha256, the sha-256 of every part, of the whole, and of each file inside.
# install-cuda-pack.ps1 checks all of them before it replaces anything.
cmake_minimum_required(VERSION 3.25)
foreach(name IN ITEMS MODULES VERSION OUTPUT)
    if(NOT DEFINED ${name})
        message(FATAL_ERROR "usage: cmake -DMODULES=DIR -DVERSION=X.Y.Z -DOUTPUT=DIR -P make-cuda-pack.cmake")
    endif()
endforeach()
if(NOT DEFINED PART_MB)
    set(PART_MB 1900)
endif()
get_filename_component(modules "${MODULES}" ABSOLUTE)
get_filename_component(output "${OUTPUT}" ABSOLUTE)
file(GLOB module "${modules}/lookalike_torch.*")
if(NOT module)
    message(FATAL_ERROR "There is no lookalike_torch module in ${modules}")
endif()

set(name "lookalike-${VERSION}-cuda")
file(MAKE_DIRECTORY "${output}")
file(GLOB old "${output}/${name}.*")
if(old)
    file(REMOVE ${old})
endif()
file(GLOB files RELATIVE "${modules}" "${modules}/*")
execute_process(COMMAND "${CMAKE_COMMAND}" -E tar cf "${output}/${name}.zip" --format=zip ${files}
                WORKING_DIRECTORY "${modules}" COMMAND_ERROR_IS_FATAL ANY)

set(sums "")
foreach(file IN LISTS files)
    file(SHA256 "${modules}/${file}" sum)
    string(APPEND sums "${sum}  lib/lookalike/${file}\n")
endforeach()
file(SHA256 "${output}/${name}.zip" whole)
string(PREPEND sums "${whole}  ${name}.zip\n")

file(SIZE "${output}/${name}.zip" bytes)
math(EXPR limit "${PART_MB} * 1048576")
if(bytes GREATER limit)
    find_program(SPLIT_PROGRAM split REQUIRED) # Git for Windows brings it
    execute_process(COMMAND "${SPLIT_PROGRAM}" --bytes=${PART_MB}M --numeric-suffixes=1
                            --suffix-length=3 "${name}.zip" "${name}.zip."
                    WORKING_DIRECTORY "${output}" COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE "${output}/${name}.zip")
    file(GLOB parts RELATIVE "${output}" "${output}/${name}.zip.*")
    foreach(part IN LISTS parts)
        file(SHA256 "${output}/${part}" sum)
        string(PREPEND sums "${sum}  ${part}\n")
    endforeach()
endif()
file(WRITE "${output}/${name}.sha256" "${sums}")
message(STATUS "Wrote ${output}/${name}.sha256 and the pack of ${bytes} bytes that it describes")
