# SPDX-License-Identifier: GPL-3.0-or-later
#
# cmake -D FOLDER=build/release -P packaging/write-checksums.cmake
#
# Writes PACKAGE.sha256 beside each package in FOLDER, as cpack does: for packages that were signed after that.
cmake_minimum_required(VERSION 3.25)
file(GLOB sums "${FOLDER}/*.sha256")
foreach(sum IN LISTS sums)
    string(REGEX REPLACE "\\.sha256$" "" package "${sum}")
    get_filename_component(name "${package}" NAME)
    file(SHA256 "${package}" hash)
    file(WRITE "${sum}" "${hash}  ${name}\n")
endforeach()
if(NOT sums)
    message(FATAL_ERROR "There are no packages in ${FOLDER}")
endif()
