# SPDX-License-Identifier: GPL-3.0-or-later
# Read by cpack before each generator: Debian has the licence's text in one place for all packages.
if(CPACK_GENERATOR STREQUAL "DEB")
    list(TRANSFORM CPACK_INSTALL_CMAKE_PROJECTS REPLACE "^ALL$" "Unspecified")
endif()
