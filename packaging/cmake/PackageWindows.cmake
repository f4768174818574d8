# SPDX-License-Identifier: GPL-3.0-or-later
# An installer by NSIS and a .zip that runs from any folder. packaging/windows/installer.nsh is what the
# installer does besides copying.
set(CPACK_GENERATOR "NSIS64;ZIP")
set(CPACK_SYSTEM_NAME win64)
# An installer of more than 2 GB is broken without a word, so one is refused; LibTorch for CUDA is a pack.
set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_SOURCE_DIR}/packaging/windows/check-size.cmake")

set(CPACK_NSIS_DISPLAY_NAME Lookalike)
set(CPACK_NSIS_PACKAGE_NAME Lookalike)
set(CPACK_NSIS_MUI_ICON "${CMAKE_SOURCE_DIR}/packaging/windows/lookalike.ico")
set(CPACK_NSIS_MUI_UNIICON "${CMAKE_SOURCE_DIR}/packaging/windows/lookalike.ico")
set(CPACK_NSIS_INSTALLED_ICON_NAME [[bin\lookalike.exe]])
set(CPACK_NSIS_MANIFEST_DPI_AWARE ON)
set(CPACK_NSIS_MODIFY_PATH ON) # a page that asks; the answer "no" is chosen
set(CPACK_NSIS_COMPRESSOR "/SOLID lzma")
set(CPACK_CREATE_DESKTOP_LINKS lookalike)

set(CPACK_NSIS_DEFINES "!include \"${CMAKE_SOURCE_DIR}/packaging/windows/installer.nsh\"")
set(CPACK_NSIS_EXTRA_PREINSTALL_COMMANDS "!insertmacro BeforeInstall ${PROJECT_VERSION}")
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS "!insertmacro Installed")
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS "!insertmacro BeforeUninstall")
