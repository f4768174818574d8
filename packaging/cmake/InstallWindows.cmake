# SPDX-License-Identifier: GPL-3.0-or-later
# Windows: bin holds the programs with the libraries of Qt and vcpkg, lib/lookalike the module with the
# libraries of LibTorch, which its loader finds beside it.

# Qt with its plugins, by windeployqt.
if(TARGET lookalike)
    if(Qt6_VERSION VERSION_LESS 6.5)
        qt_generate_deploy_app_script(TARGET lookalike FILENAME_VARIABLE deploy_script)
    else()
        qt_generate_deploy_app_script(TARGET lookalike OUTPUT_SCRIPT deploy_script
                                      NO_TRANSLATIONS NO_COMPILER_RUNTIME)
    endif()
    install(SCRIPT "${deploy_script}")
endif()

# Everything else that the programs and the module link to, wherever it was found: Qt's own libraries, too,
# as what they link to is found through them. The libraries of LibTorch that are only loaded at run time are
# not in any import table, so its folder goes whole but for the part that only Python needs.
get_filename_component(torch_dlls "${TORCH_INSTALL_PREFIX}/lib" ABSOLUTE)
install(DIRECTORY "${torch_dlls}/" DESTINATION "${CMAKE_INSTALL_LIBDIR}/lookalike"
        FILES_MATCHING PATTERN "*.dll" PATTERN "torch_python.dll" EXCLUDE)
set(programs lookalike_cli lookalike_decoder)
if(TARGET lookalike)
    list(APPEND programs lookalike)
endif()
install(TARGETS ${programs} RUNTIME_DEPENDENCY_SET lookalike_libraries
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" BUNDLE DESTINATION .)
if(VCPKG_INSTALLED_DIR)
    list(APPEND LOOKALIKE_LIBRARY_FOLDERS "${VCPKG_INSTALLED_DIR}/${VCPKG_TARGET_TRIPLET}/bin")
endif()
install(RUNTIME_DEPENDENCY_SET lookalike_libraries
        PRE_EXCLUDE_REGEXES "api-ms-.*" "ext-ms-.*" "hvsifiletrust.*" "azureattest.*"
        POST_EXCLUDE_REGEXES ".*[Ww][Ii][Nn][Dd][Oo][Ww][Ss][/\\][Ss][Yy][Ss][Tt][Ee][Mm]32.*"
        DIRECTORIES ${LOOKALIKE_LIBRARY_FOLDERS}
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")

# Microsoft's run-time libraries, beside the programs.
set(CMAKE_INSTALL_SYSTEM_RUNTIME_DESTINATION "${CMAKE_INSTALL_BINDIR}")
set(CMAKE_INSTALL_SYSTEM_RUNTIME_LIBS_NO_WARNINGS ON)
include(InstallRequiredSystemLibraries)

install(FILES "${CMAKE_SOURCE_DIR}/packaging/windows/install-cuda-pack.ps1"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/lookalike")
