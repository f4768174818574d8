# SPDX-License-Identifier: GPL-3.0-or-later
# Answers every find_package() of a build for another system (CMAKE_PROJECT_TOP_LEVEL_INCLUDES) with the
# headers of the libraries installed here, and keeps programs from being linked, which cannot be done so.
if(CMAKE_CXX_COMPILER_ID) # after project()
    foreach(kind IN ITEMS EXECUTABLE SHARED_LIBRARY SHARED_MODULE)
        set(CMAKE_CXX_LINK_${kind} "<CMAKE_COMMAND> -E touch <TARGET>")
        set(CMAKE_CXX_CREATE_${kind} "<CMAKE_COMMAND> -E touch <TARGET>")
    endforeach()
    return()
endif()

set(foreign_headers "${CMAKE_BINARY_DIR}/headers")

# Our own folder of links: /usr/include also holds the C library of this system.
set(foreign_names nlohmann tl CLI spdlog fmt SQLiteCpp sqlite3.h sqlite3ext.h xxhash.h xxh3.h openssl exiv2 jpeglib.h
    jerror.h jmorecfg.h jconfig.h png.h pngconf.h pnglibconf.h tiff.h tiffconf.h tiffio.h tiffvers.h gif_lib.h webp
    lcms2.h lcms2_plugin.h libheif libraw jxl curl zlib.h zconf.h utf8proc.h hwy)
foreach(root IN ITEMS /usr/include "/usr/include/${CMAKE_HOST_SYSTEM_PROCESSOR}-linux-gnu")
    string(MAKE_C_IDENTIFIER "${root}" folder)
    list(APPEND foreign_folders "${foreign_headers}/${folder}" "${root}/opencv4")
    foreach(name IN LISTS foreign_names)
        if(EXISTS "${root}/${name}")
            file(MAKE_DIRECTORY "${foreign_headers}/${folder}")
            file(CREATE_LINK "${root}/${name}" "${foreign_headers}/${folder}/${name}" SYMBOLIC)
        endif()
    endforeach()
endforeach()
list(APPEND foreign_folders /usr/include/openjpeg-2.5)
if(FOREIGN_SYSTEM STREQUAL "windows")
    # Exiv2 was configured for a system that has it.
    file(WRITE "${foreign_headers}/regex/regex.h" "struct regex_t {};\n")
    list(APPEND foreign_folders "${foreign_headers}/regex")
else()
    include_directories(SYSTEM "${CMAKE_CURRENT_LIST_DIR}/macos")
endif()

function(foreign_library)
    foreach(target IN LISTS ARGN)
        if(NOT TARGET ${target})
            add_library(${target} INTERFACE IMPORTED GLOBAL)
            target_include_directories(${target} SYSTEM INTERFACE ${foreign_folders})
        endif()
    endforeach()
endfunction()

# pkg-config would name the folders of this system.
function(pkg_check_modules prefix)
    foreign_library(PkgConfig::${prefix})
    if(prefix STREQUAL "exiv2" AND APPLE) # 0.27 asks for what C++17 has no more
        target_compile_definitions(PkgConfig::exiv2 INTERFACE _LIBCPP_ENABLE_CXX17_REMOVED_AUTO_PTR)
    endif()
    set(${prefix}_FOUND TRUE PARENT_SCOPE)
endfunction()
# Data, which is the same everywhere.
function(qt_add_resources)
endfunction()
function(qt_add_translations)
endfunction()
function(qt_generate_deploy_app_script)
    cmake_parse_arguments(arg "" "FILENAME_VARIABLE;OUTPUT_SCRIPT" "" ${ARGN})
    file(WRITE "${CMAKE_BINARY_DIR}/deploy.cmake" "")
    set(${arg_FILENAME_VARIABLE}${arg_OUTPUT_SCRIPT} "${CMAKE_BINARY_DIR}/deploy.cmake" PARENT_SCOPE)
endfunction()

macro(foreign_dependency method name)
    set(${name}_FOUND TRUE)
    if("${name}" STREQUAL "Qt6")
        set(Qt6_VERSION 6.4)
        set(qt_headers "/usr/include/${CMAKE_HOST_SYSTEM_PROCESSOR}-linux-gnu/qt6")
        foreach(module IN ITEMS Core Gui Widgets Network Svg Test)
            foreign_library(Qt6::${module})
            target_include_directories(Qt6::${module} SYSTEM INTERFACE "${qt_headers}" "${qt_headers}/Qt${module}")
        endforeach()
        target_link_libraries(Qt6::Widgets INTERFACE Qt6::Core Qt6::Gui)
        if(NOT TARGET Qt6::moc)
            add_executable(Qt6::moc IMPORTED GLOBAL)
            set_target_properties(Qt6::moc PROPERTIES IMPORTED_LOCATION /usr/lib/qt6/libexec/moc)
            foreign_library(Qt6::lupdate)
        endif()
    else()
        foreign_library(tl::expected nlohmann_json::nlohmann_json opencv_core opencv_imgproc opencv_imgcodecs
                        opencv_objdetect opencv_features2d opencv_calib3d spdlog::spdlog CLI11::CLI11 SQLiteCpp
                        JPEG::JPEG PNG::PNG TIFF::TIFF GIF::GIF CURL::libcurl OpenSSL::Crypto ZLIB::ZLIB
                        Threads::Threads)
        set_target_properties(spdlog::spdlog PROPERTIES INTERFACE_COMPILE_DEFINITIONS
                              "SPDLOG_HEADER_ONLY;SPDLOG_FMT_EXTERNAL;FMT_HEADER_ONLY")
        # libjpeg-turbo's own configuration for Windows leaves INT32 to Windows, too.
        set_target_properties(JPEG::JPEG PROPERTIES INTERFACE_COMPILE_DEFINITIONS "$<$<BOOL:${WIN32}>:XMD_H>")
    endif()
endmacro()
cmake_language(SET_DEPENDENCY_PROVIDER foreign_dependency SUPPORTED_METHODS FIND_PACKAGE)

# LibTorch's headers here are those of its Linux build; what needs them is left to the real systems.
function(foreign_finish)
    file(WRITE "${CMAKE_BINARY_DIR}/empty.cpp" "")
    foreach(target IN ITEMS lookalike_encode_torch lookalike_torch lookalike_training lookalike-encode-check
            lookalike-train lookalike_window_probe)
        if(NOT TARGET ${target})
            continue()
        endif()
        set_target_properties(${target} PROPERTIES SOURCES "${CMAKE_BINARY_DIR}/empty.cpp" AUTOMOC OFF
                              PRECOMPILE_HEADERS "")
    endforeach()
endfunction()
cmake_language(DEFER DIRECTORY "${CMAKE_SOURCE_DIR}" CALL foreign_finish)
