# SPDX-License-Identifier: GPL-3.0-or-later
# Where everything lies once it is installed. The build folder has the same shape (bin, lib/lookalike,
# share/lookalike), so that the programs find their parts relative to themselves in both. On macOS the
# same shape is inside the application, below Contents.

# What people run, what that starts, and the module that brings LibTorch in.
add_custom_target(lookalike_programs DEPENDS lookalike_cli lookalike_decoder lookalike_torch)
if(TARGET lookalike)
    add_dependencies(lookalike_programs lookalike)
endif()
# Packages hold the programs alone, and whoever wants one should not have to build tests and benchmarks.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

# On Windows links are for administrators, and where a link to a folder fails CMake makes an empty folder.
file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/share/lookalike")
if(CMAKE_HOST_WIN32)
    file(COPY "${CMAKE_SOURCE_DIR}/resources/models" DESTINATION "${CMAKE_BINARY_DIR}/share/lookalike")
else()
    file(CREATE_LINK "${CMAKE_SOURCE_DIR}/resources/models" "${CMAKE_BINARY_DIR}/share/lookalike/models" SYMBOLIC)
endif()

# The programs install themselves; what follows is the module and the data.
if(APPLE AND TARGET lookalike)
    include(InstallMacos)
    return()
endif()
# On Windows, too, LibTorch has a folder of its own: the CUDA pack replaces exactly that.
install(TARGETS lookalike_torch LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/lookalike"
        RUNTIME DESTINATION "${CMAKE_INSTALL_LIBDIR}/lookalike")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/models"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/lookalike")
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/lookalike" COMPONENT license)
if(WIN32)
    include(InstallWindows)
else()
    include(InstallLinux)
endif()
