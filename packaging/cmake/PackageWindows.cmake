# SPDX-License-Identifier: GPL-3.0-or-later
# An installer by NSIS and a .zip that runs from any folder. Only sets variables, so that the installer
# can be compiled from a made-up tree on Linux, too (tests/packaging/check-nsis.sh). LOOKALIKE_SOURCE is
# the source folder there.
if(NOT LOOKALIKE_SOURCE)
    set(LOOKALIKE_SOURCE "${CMAKE_SOURCE_DIR}")
endif()

set(CPACK_GENERATOR "NSIS64;ZIP")
set(CPACK_SYSTEM_NAME win64)
# An installer of more than 2 GB is broken without a word, so one is refused; LibTorch for CUDA is a pack.
set(CPACK_PRE_BUILD_SCRIPTS "${LOOKALIKE_SOURCE}/packaging/windows/check-size.cmake")

set(CPACK_NSIS_DISPLAY_NAME Lookalike)
set(CPACK_NSIS_PACKAGE_NAME Lookalike)
set(CPACK_NSIS_MUI_ICON "${LOOKALIKE_SOURCE}/packaging/windows/lookalike.ico")
set(CPACK_NSIS_MUI_UNIICON "${LOOKALIKE_SOURCE}/packaging/windows/lookalike.ico")
set(CPACK_NSIS_INSTALLED_ICON_NAME [[bin\lookalike.exe]])
set(CPACK_NSIS_MANIFEST_DPI_AWARE ON)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH ON) # a page that asks; the answer "no" is chosen
set(CPACK_NSIS_COMPRESSOR "/SOLID lzma")
set(CPACK_CREATE_DESKTOP_LINKS lookalike)

# The context menu of pictures and folders, and "Open with". SHCTX is all users or one, as was chosen.
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS [[
  WriteRegStr SHCTX "Software\Classes\SystemFileAssociations\image\shell\LookalikeSimilar" "" "Find similar photos"
  WriteRegStr SHCTX "Software\Classes\SystemFileAssociations\image\shell\LookalikeSimilar" "Icon" "$INSTDIR\bin\lookalike.exe"
  WriteRegStr SHCTX "Software\Classes\SystemFileAssociations\image\shell\LookalikeSimilar\command" "" '"$INSTDIR\bin\lookalike.exe" --similar "%1"'
  WriteRegStr SHCTX "Software\Classes\Directory\shell\Lookalike" "" "Add to Lookalike"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\Lookalike" "Icon" "$INSTDIR\bin\lookalike.exe"
  WriteRegStr SHCTX "Software\Classes\Directory\shell\Lookalike\command" "" '"$INSTDIR\bin\lookalike.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\lookalike.exe\shell\open\command" "" '"$INSTDIR\bin\lookalike.exe" "%1"'
  WriteRegStr SHCTX "Software\Classes\Applications\lookalike.exe" "FriendlyAppName" "Lookalike"]])
# The folder of LibTorch may hold the CUDA pack, which the installer did not write.
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS [[
  DeleteRegKey SHCTX "Software\Classes\SystemFileAssociations\image\shell\LookalikeSimilar"
  DeleteRegKey SHCTX "Software\Classes\Directory\shell\Lookalike"
  DeleteRegKey SHCTX "Software\Classes\Applications\lookalike.exe"
  RMDir /r "$INSTDIR\lib\lookalike"]])
