# SPDX-License-Identifier: GPL-3.0-or-later
# Functions that declare our targets in one way.

# lookalike_add_library(NAME SOURCES ... [PUBLIC_DEPENDS ...] [DEPENDS ...])
function(lookalike_add_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC_DEPENDS;DEPENDS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    target_link_libraries(${name} PUBLIC ${arg_PUBLIC_DEPENDS}
                          PRIVATE lookalike_flags ${arg_DEPENDS})
    target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
endfunction()

# lookalike_precompile(NAME PRIVATE HEADERS ... | REUSE_FROM TARGET)
# Precompiles headers for a target, unless its sources are compiled together: they are parsed only a
# few times then, and precompiling them takes longer.
function(lookalike_precompile name)
    if(NOT CMAKE_UNITY_BUILD)
        target_precompile_headers(${name} ${ARGN})
    endif()
endfunction()

# The rules for a target that compiles against LibTorch: its headers are not ours to mend, and two
# such translation units at once may not fit into memory.
function(lookalike_use_torch target)
    target_link_libraries(${target} PRIVATE ${TORCH_LIBRARIES})
    target_include_directories(${target} SYSTEM PRIVATE ${TORCH_INCLUDE_DIRS})
    separate_arguments(torch_flags NATIVE_COMMAND "${TORCH_CXX_FLAGS}")
    target_compile_options(${target} PRIVATE ${torch_flags})
    set_target_properties(${target} PROPERTIES JOB_POOL_COMPILE torch)
endfunction()

# lookalike_add_program(NAME SOURCES ... DEPENDS ...)
function(lookalike_add_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE lookalike_flags ${arg_DEPENDS})
    if(WIN32)
        set(windows_dir "${CMAKE_SOURCE_DIR}/packaging/windows")
        string(REPLACE "." "," version_numbers "${PROJECT_VERSION}.0")
        set(resources "${CMAKE_BINARY_DIR}/packaging/program.rc")
        configure_file("${windows_dir}/program.rc.in" "${resources}" @ONLY)
        target_sources(${name} PRIVATE "${resources}")
        if(MSVC) # its linker takes the manifest itself
            target_sources(${name} PRIVATE "${windows_dir}/lookalike.manifest")
        endif()
        set_source_files_properties("${resources}" PROPERTIES OBJECT_DEPENDS
                                    "${windows_dir}/lookalike.manifest;${windows_dir}/lookalike.ico")
    endif()
endfunction()

# lookalike_run_moc(NAME FILES ...)
# Runs moc on headers and compiles the result with the target. AUTOMOC would do the same thirty times
# slower: it gives moc the folders of all libraries, and moc then reads every header in them that ours
# include, to no effect. Nothing is made from a header without Q_OBJECT.
function(lookalike_run_moc name)
    set(folder "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
    set(all)
    set(includes)
    foreach(header IN LISTS ARGN)
        get_filename_component(header "${header}" ABSOLUTE)
        file(RELATIVE_PATH path "${CMAKE_SOURCE_DIR}" "${header}")
        string(REGEX REPLACE "[/.]" "_" output "${path}")
        set(output "${folder}/${output}.cpp")
        add_custom_command(OUTPUT "${output}" DEPENDS "${header}" VERBATIM
            COMMAND Qt6::moc --no-notes "-D$<JOIN:$<TARGET_PROPERTY:${name},COMPILE_DEFINITIONS>,;-D>"
                    -f "${path}" -o "${output}" "${header}"
            COMMAND_EXPAND_LISTS)
        list(APPEND all "${output}")
        string(APPEND includes "#include \"${output}\"\n")
    endforeach()
    set(source "${folder}/all.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "${includes}")
    set_source_files_properties(${all} PROPERTIES HEADER_FILE_ONLY ON)
    set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${all}")
    target_sources(${name} PRIVATE "${source}" ${all})
endfunction()

# Runs moc for each source that includes its own tst_unit.moc.
function(lookalike_include_moc name)
    foreach(source IN LISTS ARGN)
        get_filename_component(source "${source}" ABSOLUTE)
        get_filename_component(stem "${source}" NAME_WE)
        file(STRINGS "${source}" included REGEX "^#include \"${stem}\\.moc\"")
        if(included)
            set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc/${stem}.moc")
            qt_generate_moc("${source}" "${moc}")
            target_sources(${name} PRIVATE "${moc}")
            target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/${name}_moc")
        endif()
    endforeach()
endfunction()

# lookalike_add_test(tst_unit SOURCES ... DEPENDS ... [LABELS ...] [TIMEOUT seconds] [GUI | WINDOW [BUS]])
# One Qt Test executable a unit. GUI tests run on Qt's offscreen platform, WINDOW tests in a real window
# on a virtual display of their own, and with BUS also on a D-Bus session of their own.
function(lookalike_add_test name)
    cmake_parse_arguments(arg "GUI;WINDOW;BUS" "TIMEOUT" "SOURCES;DEPENDS;LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300) # against hangs alone: a busy machine is slow
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_compile_definitions(${name} PRIVATE QT_NO_KEYWORDS)
    target_link_libraries(${name} PRIVATE lookalike_flags lookalike_testing Qt6::Test ${arg_DEPENDS})
    lookalike_include_moc(${name} ${arg_SOURCES})
    if("lookalike_ui" IN_LIST arg_DEPENDS)
        target_precompile_headers(${name} REUSE_FROM lookalike_ui_testing_headers)
    elseif(NOT "Qt6::Network" IN_LIST arg_DEPENDS) # defines what the precompiled headers read
        target_precompile_headers(${name} REUSE_FROM lookalike_testing_headers)
    endif()
    # In precompiled strings GCC 12 sees overflows that are not there (its bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        set_source_files_properties(${arg_SOURCES} PROPERTIES
                                    COMPILE_OPTIONS "-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-array-bounds")
    endif()

    set(command ${name})
    # A folder of its own: no test may find or change the settings of the person who runs it.
    # LOOKALIKE_TEXT_FIXTURES is left to the caller: another folder of reference fixtures.
    set(environment "LOOKALIKE_SHARED=${CMAKE_SOURCE_DIR}/../shared"
                    "XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config"
                    "LOOKALIKE_RESOURCES=${CMAKE_SOURCE_DIR}/resources")
    if(arg_GUI)
        list(APPEND environment "QT_QPA_PLATFORM=offscreen")
    elseif(arg_WINDOW AND UNIX AND NOT APPLE)
        find_program(XVFB_RUN xvfb-run REQUIRED)
        set(command ${XVFB_RUN} --auto-servernum)
        if(arg_BUS)
            find_program(DBUS_RUN_SESSION dbus-run-session REQUIRED)
            list(APPEND command ${DBUS_RUN_SESSION} --)
        endif()
        list(APPEND command $<TARGET_FILE:${name}>)
        list(APPEND environment "QT_QPA_PLATFORM=xcb")
    endif()
    add_test(NAME ${name} COMMAND ${command})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
                         ENVIRONMENT "${environment}")
    if(arg_WINDOW)
        set_tests_properties(${name} PROPERTIES RESOURCE_LOCK display)
    endif()
endfunction()
