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

# Qt, its plugins and all other libraries, LibTorch's too, by macdeployqt.
set(deploy_script "${CMAKE_BINARY_DIR}/packaging/deploy-macos.cmake")
file(GENERATE OUTPUT "${deploy_script}" CONTENT "
include(\"${QT_DEPLOY_SUPPORT}\")
qt_deploy_runtime_dependencies(
    EXECUTABLE lookalike.app
    ADDITIONAL_EXECUTABLES ${contents}/MacOS/lookalike-cli ${contents}/MacOS/lookalike-decoder
    ADDITIONAL_MODULES ${contents}/lib/lookalike/lookalike_torch.so)
")
install(SCRIPT "${deploy_script}")

# Signed by whom the person who builds says; without, for this machine alone, as Apple's processors ask.
set(LOOKALIKE_SIGNING_IDENTITY "$ENV{LOOKALIKE_SIGNING_IDENTITY}" CACHE STRING
    "Certificate in the keychain that signs the application, as in 'Developer ID Application: NAME (TEAM)'")
install(CODE "
    set(app \"\${CMAKE_INSTALL_PREFIX}/lookalike.app\")
    set(identity \"${LOOKALIKE_SIGNING_IDENTITY}\")
    set(entitlements \"${CMAKE_SOURCE_DIR}/packaging/macos/entitlements.plist\")")
install(SCRIPT "${CMAKE_SOURCE_DIR}/packaging/macos/sign.cmake")
