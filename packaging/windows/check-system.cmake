# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D FOLDER=bin -P packaging/windows/check-system.cmake
#
# Fails unless every program and library in FOLDER is for 64 bits and asks for no newer Windows than 10.
cmake_minimum_required(VERSION 3.25)
# Little-endian numbers in a file, as it stands in the PE format.
function(read_number file offset size result)
    file(READ "${file}" hex OFFSET ${offset} LIMIT ${size} HEX)
    string(REGEX MATCHALL ".." bytes "${hex}")
    list(REVERSE bytes)
    string(CONCAT hex ${bytes})
    math(EXPR number "0x${hex}")
    set(${result} ${number} PARENT_SCOPE)
endfunction()
file(GLOB_RECURSE files "${FOLDER}/*.exe" "${FOLDER}/*.dll")
list(LENGTH files count)
if(count EQUAL 0)
    message(FATAL_ERROR "There is no program in ${FOLDER}")
endif()
foreach(file IN LISTS files)
    read_number("${file}" 60 4 header)
    math(EXPR machine_at "${header} + 4")
    math(EXPR version_at "${header} + 72")
    read_number("${file}" ${machine_at} 2 machine)
    read_number("${file}" ${version_at} 2 major)
    if(NOT machine EQUAL 0x8664)
        message(SEND_ERROR "${file} is not for 64 bits")
    endif()
    if(major GREATER 10)
        message(SEND_ERROR "${file} asks for a Windows newer than 10 (subsystem version ${major})")
    endif()
endforeach()
message(STATUS "${count} files run on Windows 10, as far as they say")
