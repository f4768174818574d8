# SPDX-License-Identifier: GPL-3.0-or-later
# macOS: one application that holds everything, the command line too (Contents/MacOS/lookalike-cli, to be
# linked into a folder of the PATH). Contents has the shape of any other installation, with MacOS for bin.
set(contents "lookalike.app/Contents")

set_target_properties(lookalike PROPERTIES
    MACOSX_BUNDLE_INFO_PLIST "${CMAKE_SOURCE_DIR}/packaging/macos/Info.plist.in"
    MACOSX_BUNDLE_BUNDLE_NAME Lookalike
    MACOSX_BUNDLE_GUI_IDENTIFIER org.lookalike.Lookalike
    MACOSX_BUNDLE_BUNDLE_VERSION "${PROJECT_VERSION}"
    MACOSX_BUNDLE_SHORT_VERSION_STRING "${PROJECT_VERSION}"
    MACOSX_BUNDLE_ICON_FILE lookalike.icns)
set(icon "${CMAKE_SOURCE_DIR}/packaging/macos/lookalike.icns")
target_sources(lookalike PRIVATE "${icon}")
set_source_files_properties("${icon}" TARGET_DIRECTORY lookalike PROPERTIES
                            MACOSX_PACKAGE_LOCATION Resources)

# The executables that the window starts lie beside it.
install(TARGETS lookalike_cli lookalike_decoder RUNTIME DESTINATION "${contents}/MacOS")
install(TARGETS lookalike_torch LIBRARY DESTINATION "${contents}/lib/lookalike")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/models" DESTINATION "${contents}/share/lookalike")
install(FILES "${CMAKE_SOURCE_DIR}/LICENSE" DESTINATION "${contents}/Resources")

# Programs and libraries find each other relative to themselves. vcpkg's libraries and those of LibTorch already
# call each other @rpath/NAME, so none has to be rewritten. Homebrew's do not, and ask for the macOS of the machine
# that they were built on: with them one can build and run, and not pack.
set_target_properties(lookalike lookalike_cli lookalike_decoder PROPERTIES
                      INSTALL_RPATH "@executable_path/../Frameworks")
set_target_properties(lookalike_torch PROPERTIES INSTALL_RPATH "@loader_path;@executable_path/../Frameworks")
if(VCPKG_INSTALLED_DIR)
    set(libraries "${VCPKG_INSTALLED_DIR}/${VCPKG_TARGET_TRIPLET}")
    install(TARGETS lookalike lookalike_cli lookalike_decoder RUNTIME_DEPENDENCY_SET lookalike_libraries
            BUNDLE DESTINATION . RUNTIME DESTINATION "${contents}/MacOS")
    install(RUNTIME_DEPENDENCY_SET lookalike_libraries PRE_EXCLUDE_REGEXES "^/usr/lib/" "^/System/"
            POST_EXCLUDE_REGEXES "^/usr/lib/" "^/System/" DIRECTORIES "${libraries}/lib"
            LIBRARY DESTINATION "${contents}/Frameworks" FRAMEWORK DESTINATION "${contents}/Frameworks")
    # Plugins are not linked to, so they are named.
    foreach(plugin IN ITEMS platforms/libqcocoa iconengines/libqsvgicon imageformats/libqjpeg imageformats/libqsvg)
        get_filename_component(kind "${plugin}" DIRECTORY)
        install(FILES "${libraries}/Qt6/plugins/${plugin}.dylib" DESTINATION "${contents}/PlugIns/${kind}")
    endforeach()
    file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/packaging/qt.conf" CONTENT "[Paths]\nPlugins = PlugIns\n")
    install(FILES "${CMAKE_BINARY_DIR}/packaging/qt.conf" DESTINATION "${contents}/Resources")
    # LibTorch, whole but for the part that only Python needs: some of it is only loaded at run time.
    install(DIRECTORY "${TORCH_INSTALL_PREFIX}/lib/" DESTINATION "${contents}/lib/lookalike"
            FILES_MATCHING PATTERN "*.dylib" PATTERN "libtorch_python.dylib" EXCLUDE)
endif()

# Signed by whom the person who builds says; without, for this machine alone, as Apple's processors ask.
set(LOOKALIKE_SIGNING_IDENTITY "$ENV{LOOKALIKE_SIGNING_IDENTITY}" CACHE STRING
    "Certificate in the keychain that signs the application, as in 'Developer ID Application: NAME (TEAM)'")
install(CODE "
    set(app \"\${CMAKE_INSTALL_PREFIX}/lookalike.app\")
    set(identity \"${LOOKALIKE_SIGNING_IDENTITY}\")
    set(entitlements \"${CMAKE_SOURCE_DIR}/packaging/macos/entitlements.plist\")")
install(SCRIPT "${CMAKE_SOURCE_DIR}/packaging/macos/sign.cmake")
