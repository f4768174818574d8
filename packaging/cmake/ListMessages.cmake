# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -D SOURCES=FILE -D OUTPUT=FILE -P ListMessages.cmake
# Writes a source with every marked literal ("..."_msg) of the sources, one a line in SOURCES: the
# templates that the program knows (core/base/message.h), and what lupdate reads, as it does not know
# the mark. A list that stays the same is not written again.
cmake_minimum_required(VERSION 3.25)

file(STRINGS "${SOURCES}" sources)
set(literals)
foreach(source IN LISTS sources)
    file(READ "${source}" text)
    if(NOT text MATCHES "\"_msg")
        continue()
    endif()
    string(REGEX REPLACE "\n *//[^\n]*" "" text "${text}") # examples in comments
    string(REPLACE "\\\"" "\\x22" text "${text}")
    # What separates or groups the elements of a list in CMake.
    string(REPLACE ";" "\\x3b" text "${text}")
    string(REPLACE "[" "\\x5b" text "${text}")
    string(REPLACE "]" "\\x5d" text "${text}")
    string(REGEX MATCHALL "(\"[^\"\n]+\"[ \n]*)+_msg" found "${text}")
    list(APPEND literals ${found})
endforeach()
list(TRANSFORM literals REPLACE "[ \n]*_msg$" "")
list(TRANSFORM literals REPLACE "\"[ \n]+\"" "")
list(REMOVE_DUPLICATES literals)
list(SORT literals)
list(TRANSFORM literals REPLACE "(.+)" "    QT_TRANSLATE_NOOP(\"lookalike::Core\", \\1),\n")
string(CONCAT lines ${literals})
string(REPLACE "\\x22" "\\\"" lines "${lines}")
string(REPLACE "\\x3b" ";" lines "${lines}")
string(REPLACE "\\x5b" "[" lines "${lines}")
string(REPLACE "\\x5d" "]" lines "${lines}")

file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT [=[
// Made by ListMessages.cmake from the marked literals of the sources.
#include "core/base/message.h"

#define QT_TRANSLATE_NOOP(context, text) text

static constexpr std::string_view kTemplates[] = {
@lines@};

std::span<const std::string_view> lookalike::messageTemplates()
{
    return kTemplates;
}
]=])
