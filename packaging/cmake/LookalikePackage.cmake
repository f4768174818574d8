# SPDX-License-Identifier: GPL-3.0-or-later
# Packages, made by `cpack -G DEB|RPM|TGZ` on Linux, `NSIS64|ZIP` on Windows and `DragNDrop|ZIP` on
# macOS, in a release build folder where the programs are built; packaging/package.sh does it all.

set(LOOKALIKE_CONTACT "The Lookalike developers <lookalike@localhost>" CACHE STRING
    "Whom packages name as their maintainer: NAME <ADDRESS>")

set(CPACK_PACKAGE_NAME lookalike)
set(CPACK_PACKAGE_VENDOR "The Lookalike developers")
set(CPACK_PACKAGE_CONTACT "${LOOKALIKE_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Lookalike looks at every photo in your folders once, with a neural network
that runs on your own machine. Any picture that you drop on its window then
brings back the photos that look like it. It also finds the copies of a
photo, verifies each, and helps to clear them away without losing one.")
set(CPACK_PACKAGE_INSTALL_DIRECTORY Lookalike)
set(CPACK_PACKAGE_EXECUTABLES lookalike Lookalike)
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_CHECKSUM SHA256)
# The libraries that it was built with are listed beside each package.
get_property(CPACK_LOOKALIKE_LIBRARIES GLOBAL PROPERTY LOOKALIKE_LIBRARIES)
set(CPACK_LOOKALIKE_QT "${Qt6_VERSION}")
set(CPACK_LOOKALIKE_SOURCE "${CMAKE_SOURCE_DIR}")
set(CPACK_POST_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/packaging/make-sbom.cmake")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
# Everything in one package. Said here, or a component that only some packages take would split them.
set(CPACK_MONOLITHIC_INSTALL ON)

if(WIN32)
    include(PackageWindows)
elseif(APPLE)
    include(PackageMacos)
else()
    include(PackageLinux)
endif()

include(CPack)
