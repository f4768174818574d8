# SPDX-License-Identifier: GPL-3.0-or-later
# .deb and .rpm for the distribution that they are built on, whose LibTorch, Qt and codecs they depend on
# instead of shipping them. The .tar.gz is the same tree, for a system that has the same libraries.

set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_SOURCE_DIR}/packaging/cmake/PackageLinuxProject.cmake")

# LibTorch is content with the reference BLAS, with which a ViT is some twenty times slower, so the fast
# one is named. Recommended is what the program starts without: the plugins that draw its own SVG icon,
# that show pictures from a browser in more formats, and that open HEIC and AVIF. Debian 12 has some of
# them inside the libraries; what is written after "|" is then there already.
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION graphics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libopenblas0-pthread | libopenblas0")
string(JOIN ", " CPACK_DEBIAN_PACKAGE_RECOMMENDS
       "qt6-svg-plugins | libqt6svg6 (<< 6.6)"
       "qt6-image-formats-plugins"
       "qt6-qpa-plugins"
       "libheif-plugin-libde265 | libheif1 (<< 1.16)"
       "libheif-plugin-dav1d | libheif1 (<< 1.16)")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE GPL-3.0-or-later)
set(CPACK_RPM_PACKAGE_GROUP "Applications/Multimedia")
set(CPACK_RPM_PACKAGE_REQUIRES openblas-threads)
set(CPACK_RPM_COMPRESSION_TYPE zstd)
# Links by build id belong to packages with debug information.
set(CPACK_RPM_SPEC_MORE_DEFINE "%define _build_id_links none")
# Folders that belong to the system.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION)
foreach(folder IN ITEMS
        applications metainfo man man/man1 doc icons icons/hicolor icons/hicolor/scalable
        icons/hicolor/scalable/apps icons/hicolor/48x48 icons/hicolor/48x48/apps icons/hicolor/128x128
        icons/hicolor/128x128/apps icons/hicolor/256x256 icons/hicolor/256x256/apps kio
        kio/servicemenus nemo nemo/actions bash-completion bash-completion/completions zsh
        zsh/site-functions zsh/vendor-completions fish fish/vendor_completions.d)
    list(APPEND CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/${folder})
endforeach()
