# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DROOT=<source tree> -P check_layering.cmake
# Fails with the list of every #include in core/, ui/ and app/ that the layers do not allow, and of what
# other systems do not have.
cmake_minimum_required(VERSION 3.25)

# From the bottom up: a folder of core sees itself and those before it.
set(core_order base files watch image catalog encode search map fit indexing duplicates evaluate library)

set(violations "")

macro(forbid file line why)
    list(APPEND violations "${file}: ${line}\n    ${why}")
endmacro()

# The lines of a file that include something, with what is included alone.
function(included_by path result)
    file(STRINGS "${path}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
    list(TRANSFORM lines REPLACE "^[ \t]*#[ \t]*include[ \t]*([<\"][^>\"]*[>\"]).*" "\\1")
    set(${result} "${lines}" PARENT_SCOPE)
endfunction()

set(torch "^<(torch|ATen|c10|caffe2)/")
# The headers of core/encode/torch that others may include: they do without LibTorch themselves.
set(torch_doors "^\"?core/encode/torch/(torch_encoder|training/(training|packed_photos|fine_tuning|tuning_trial))\\.h\"?$")
set(qt "^<(Q[A-Z]|Qt|q[a-z]+\\.h)")
# What ui may include of core: base, the facade, rows and value types. Shrink it where you can.
set(ui_headers
    "base/[a-z_0-9]+"
    "catalog/(content_filter|review_mark|rows)"
    "duplicates/review/(duplicate_group|duplicate_review|photo_name|review_marks|trash_report)"
    "duplicates/verify/relation"
    "encode/(encoder|encoder_speed|installed_models|model_directory)"
    "encode/hub/(curated_models|model_store)"
    "files/(file_reader|transfer/transfer_outcome)"
    "image/(alpha|format|image|metadata_merge)"
    "map/photo_map"
    "library/(build_versions|data_folder|library_backups|photo_concepts|photo_fits|photo_library|photo_list|photo_list_file|photo_transfers|search_request)")
list(JOIN ui_headers "|" ui_headers)
set(opencv "^<opencv2/")
set(sqlite "^<(SQLiteCpp/|sqlite3)")
set(system_header "^<(sys/|linux/|mach|unistd|fcntl|dlfcn|poll|dirent|spawn|pthread|sched|pwd|termios|io\\.h|windows|shlobj)")

file(GLOB_RECURSE files RELATIVE "${ROOT}" "${ROOT}/core/*.h" "${ROOT}/core/*.cpp"
     "${ROOT}/ui/*.h" "${ROOT}/ui/*.cpp" "${ROOT}/app/*.h" "${ROOT}/app/*.cpp")
list(LENGTH files file_count)
if(file_count EQUAL 0)
    message(FATAL_ERROR "no source files below ${ROOT}")
endif()

foreach(file IN LISTS files)
    included_by("${ROOT}/${file}" includes)
    string(REGEX MATCH "^[a-z]+" layer "${file}")
    set(level -1)
    if(file MATCHES "^core/([a-z]+)/")
        set(folder "${CMAKE_MATCH_1}")
        list(FIND core_order "${folder}" level)
        if(level EQUAL -1)
            forbid("${file}" "" "core/${folder} has no place in the order of core's folders")
        endif()
    endif()
    file(READ "${ROOT}/${file}" text)
    # Its bytes are those of the code page on Windows, where names may have no bytes at all.
    if(text MATCHES "\\.(generic_)?string\\(\\)")
        forbid("${file}" "${CMAKE_MATCH_0}" "pathToBytes() keeps every name on every system")
    endif()
    set(chooses_system OFF)
    if(file MATCHES "_(posix|linux|macos|windows)\\.(h|cpp)$" OR
       text MATCHES "\n#(el)?if[^\n]*(_WIN32|__APPLE__|__linux__|Q_OS_)")
        set(chooses_system ON)
    endif()
    foreach(include IN LISTS includes)
        if(include MATCHES "${system_header}" AND NOT chooses_system)
            forbid("${file}" "${include}" "a header of one system: name the file *_posix, *_linux, *_macos or *_windows")
        endif()
        if(file MATCHES "^core/encode/torch/" AND NOT file MATCHES "${torch_doors}")
            # inside the wall
        elseif(include MATCHES "${torch}")
            forbid("${file}" "${include}" "only core/encode/torch sees LibTorch, and not in what it shows to others")
        elseif(include MATCHES "^\"core/encode/torch/" AND NOT include MATCHES "${torch_doors}")
            forbid("${file}" "${include}" "this header of core/encode/torch is its own")
        endif()
        if(layer STREQUAL "core")
            if(include MATCHES "${qt}")
                forbid("${file}" "${include}" "core does without Qt")
            elseif(include MATCHES "^\"(ui|app|tests)/")
                forbid("${file}" "${include}" "core does not know what is built on it")
            elseif(include MATCHES "^\"core/([a-z]+)/")
                list(FIND core_order "${CMAKE_MATCH_1}" wanted)
                if(wanted EQUAL -1 OR wanted GREATER level)
                    forbid("${file}" "${include}" "core/${folder} stands below it")
                endif()
            endif()
            if(file MATCHES "^core/(base|encode)/" AND (include MATCHES "${opencv}" OR include MATCHES "${sqlite}"))
                forbid("${file}" "${include}" "core/${folder} also builds where there is neither OpenCV nor SQLite")
            endif()
        elseif(layer STREQUAL "ui")
            if(include MATCHES "${opencv}" OR include MATCHES "${sqlite}")
                forbid("${file}" "${include}" "ui goes through core/library")
            elseif(include MATCHES "^\"(app|tests)/")
                forbid("${file}" "${include}" "ui does not know the programs built on it")
            elseif(include MATCHES "^\"core/" AND NOT include MATCHES "^\"core/(${ui_headers})\\.h\"$")
                forbid("${file}" "${include}" "this header of core is not in the list of those for ui")
            endif()
        elseif(include MATCHES "^\"tests/")
            forbid("${file}" "${include}" "programs do without the tests")
        endif()
    endforeach()
endforeach()

if(violations)
    list(JOIN violations "\n" text)
    message(FATAL_ERROR "${text}")
endif()
message(STATUS "${file_count} files keep to their layers")
