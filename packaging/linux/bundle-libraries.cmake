# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DAPPDIR=DIR -P bundle-libraries.cmake: copies into DIR/usr/lib every library that the programs,
# modules and plugins below DIR/usr need, but for those that must be the system's own: the C library,
# and what talks to its drivers, display, fonts and message bus.
cmake_minimum_required(VERSION 3.25)
file(GLOB programs "${APPDIR}/usr/bin/*")
list(FILTER programs EXCLUDE REGEX "\\.conf$")
file(GLOB_RECURSE modules "${APPDIR}/usr/lib/*.so" "${APPDIR}/usr/plugins/*.so")
set(system
    "^ld-linux.*" "^lib(c|m|dl|rt|pthread|util|resolv|anl|nsl|mvec|thread_db)\\.so\\..*"
    "^libnss_.*" "^lib(GL|EGL|GLX|GLdispatch|OpenGL|GLESv2|gbm|drm|vulkan|glapi)\\.so\\..*"
    "^lib(X11|X11-xcb|Xau|Xdmcp|xcb|ICE|SM)\\.so\\..*" "^libwayland-(client|egl|server)\\.so\\..*"
    "^lib(fontconfig|freetype|expat|uuid|asound|com_err|gpg-error)\\.so\\..*"
    "^lib(stdc\\+\\+|gcc_s)\\.so\\..*" "^lib(udev|systemd|dbus-1|p11-kit)\\.so\\..*")
file(GET_RUNTIME_DEPENDENCIES
     EXECUTABLES ${programs}
     MODULES ${modules}
     RESOLVED_DEPENDENCIES_VAR found
     UNRESOLVED_DEPENDENCIES_VAR missing
     CONFLICTING_DEPENDENCIES_PREFIX twice
     PRE_EXCLUDE_REGEXES ${system})
if(missing)
    message(FATAL_ERROR "Libraries that are not on this machine: ${missing}")
endif()
foreach(name IN LISTS twice_FILENAMES)
    list(GET twice_${name} 0 first)
    list(APPEND found "${first}")
endforeach()
foreach(library IN LISTS found)
    get_filename_component(name "${library}" NAME)
    get_filename_component(file "${library}" REALPATH)
    # Under the name that it is asked for, whatever alternative stands behind that.
    file(COPY_FILE "${file}" "${APPDIR}/usr/lib/${name}" ONLY_IF_DIFFERENT)
endforeach()
list(LENGTH found count)
message(STATUS "Bundled ${count} libraries")
