# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DSCRATCH=<folder> -P violations.cmake
# Writes one file with one include into an empty tree, many times over, and expects check_layering.cmake
# to object to exactly those that break a rule.
cmake_minimum_required(VERSION 3.25)

function(expect verdict file include)
    file(REMOVE_RECURSE "${SCRATCH}")
    file(WRITE "${SCRATCH}/${file}" "// a source\n#include ${include}\n")
    execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/check_layering.cmake
                    RESULT_VARIABLE code ERROR_VARIABLE text OUTPUT_QUIET)
    if(verdict STREQUAL "allowed" AND NOT code EQUAL 0)
        message(SEND_ERROR "${file} may include ${include}, but:\n${text}")
    elseif(verdict STREQUAL "forbidden" AND code EQUAL 0)
        message(SEND_ERROR "${file} may not include ${include}, and nothing was said")
    elseif(verdict STREQUAL "forbidden" AND NOT text MATCHES "${file}")
        message(SEND_ERROR "the message does not name ${file}:\n${text}")
    endif()
endfunction()

expect(allowed core/search/a.cpp "\"core/catalog/catalog.h\"")
expect(allowed core/encode/torch/a.cpp "<torch/torch.h>")
expect(allowed core/image/a.cpp "<opencv2/core.hpp>")
expect(allowed core/base/a.h "<optional>")
expect(allowed ui/views/a.cpp "<QWidget>")
expect(allowed ui/views/a.cpp "\"core/library/photo_library.h\"")

expect(forbidden core/base/a.cpp "\"core/files/content_hash.h\"")
expect(forbidden core/catalog/a.h "\"core/search/embedding_index.h\"")
expect(forbidden core/files/a.cpp "\"ui/main_window.h\"")
expect(forbidden core/misc/a.cpp "<vector>")
expect(forbidden core/library/a.cpp "<QString>")
expect(forbidden core/library/a.h "<QtCore/QString>")
expect(forbidden core/encode/a.cpp "<torch/torch.h>")
expect(forbidden core/encode/torch/a.h "<ATen/ATen.h>")
expect(forbidden core/encode/a.cpp "<opencv2/core.hpp>")
expect(forbidden ui/models/a.cpp "<torch/torch.h>")
expect(forbidden ui/models/a.cpp "<opencv2/core.hpp>")
expect(forbidden ui/models/a.cpp "<SQLiteCpp/Database.h>")
expect(forbidden ui/models/a.cpp "<sqlite3.h>")
expect(forbidden ui/models/a.cpp "\"app/options.h\"")
expect(forbidden app/a.cpp "<torch/torch.h>")
expect(forbidden app/a.cpp "\"tests/testing.h\"")
