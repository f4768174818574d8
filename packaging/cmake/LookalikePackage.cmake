# SPDX-License-Identifier: GPL-3.0-or-later
# Packages, made by `cpack -G DEB|RPM|TGZ|NSIS` in a release build folder.

set(CPACK_PACKAGE_NAME lookalike)
set(CPACK_PACKAGE_VENDOR "The Lookalike developers")
set(CPACK_PACKAGE_CONTACT "The Lookalike developers <lookalike@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
    "Lookalike looks at every photo in your folders once, with a neural network that runs on your own
machine. Any picture that you drop on its window then brings back the photos that look like it.")
set(CPACK_PACKAGE_INSTALL_DIRECTORY Lookalike)
set(CPACK_PACKAGE_EXECUTABLES lookalike Lookalike)
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)

# The system's LibTorch is depended on, not shipped. It is content with the reference BLAS, with which
# a ViT is some twenty times slower, so the fast one is named.
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-pthread | libopenblas0")

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_REQUIRES openblas-threads)
# Folders that belong to the system.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
    /usr/share/applications /usr/share/metainfo /usr/share/icons /usr/share/icons/hicolor
    /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps /usr/share/man
    /usr/share/man/man1 /usr/share/bash-completion /usr/share/bash-completion/completions
    /usr/share/zsh /usr/share/zsh/site-functions /usr/share/fish /usr/share/fish/vendor_completions.d)

set(CPACK_NSIS_DISPLAY_NAME Lookalike)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH ON)

include(CPack)
