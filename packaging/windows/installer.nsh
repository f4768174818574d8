; SPDX-License-Identifier: GPL-3.0-or-later
; What the installer does besides copying files; PackageWindows.cmake names the places. SHCTX is all users
; or one, as was chosen.
!include "LogicLib.nsh"
!include "WordFunc.nsh"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Lookalike"
!define VENDOR_KEY "Software\The Lookalike developers"
!define CLASSES "Software\Classes"

; Ends with error level 4 while a program of `folder` runs: its file cannot be replaced, and would be left.
!macro RefuseWhileRunning folder
  ${Do}
    StrCpy $R1 ""
    !insertmacro NoteIfRunning "${folder}" lookalike
    !insertmacro NoteIfRunning "${folder}" lookalike-cli
    !insertmacro NoteIfRunning "${folder}" lookalike-decoder
    ${If} $R1 == ""
      ${ExitDo}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$R1 is running. Close it, then press Retry." /SD IDCANCEL IDRETRY +3
    SetErrorLevel 4
    Quit
  ${Loop}
!macroend
!macro NoteIfRunning folder program
  ${If} ${FileExists} "${folder}\bin\${program}.exe"
    ClearErrors
    FileOpen $R2 "${folder}\bin\${program}.exe" a
    ${If} ${Errors}
      StrCpy $R1 "${program}.exe"
    ${Else}
      FileClose $R2
    ${EndIf}
  ${EndIf}
!macroend

; A newer version stays (error level 3); an older one is uninstalled, wherever it is.
!macro BeforeInstall version
  ReadRegStr $R0 SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $R0 != ""
    ${VersionCompare} "$R0" "${version}" $R1
    ${If} $R1 == 1
      MessageBox MB_OK|MB_ICONSTOP "Lookalike $R0 is installed, which is newer than ${version}. To go back, uninstall it first." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    ReadRegStr $R3 SHCTX "${VENDOR_KEY}\Lookalike" ""
    ${If} ${FileExists} "$R3\Uninstall.exe"
      !insertmacro RefuseWhileRunning "$R3"
      ExecWait '"$R3\Uninstall.exe" /S _?=$R3' $R1
      ${If} $R1 != 0
        MessageBox MB_OK|MB_ICONSTOP "Lookalike $R0 could not be uninstalled." /SD IDOK
        SetErrorLevel 5
        Quit
      ${EndIf}
    ${EndIf}
  ${EndIf}
  SetOutPath "$INSTDIR"
!macroend

; The context menu of pictures and folders, and "Open with".
!macro Installed
  WriteRegStr SHCTX "${CLASSES}\SystemFileAssociations\image\shell\LookalikeSimilar" "" "Find similar photos"
  WriteRegStr SHCTX "${CLASSES}\SystemFileAssociations\image\shell\LookalikeSimilar" "Icon" "$INSTDIR\bin\lookalike.exe"
  WriteRegStr SHCTX "${CLASSES}\SystemFileAssociations\image\shell\LookalikeSimilar\command" "" '"$INSTDIR\bin\lookalike.exe" --similar "%1"'
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\Lookalike" "" "Add to Lookalike"
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\Lookalike" "Icon" "$INSTDIR\bin\lookalike.exe"
  WriteRegStr SHCTX "${CLASSES}\Directory\shell\Lookalike\command" "" '"$INSTDIR\bin\lookalike.exe" "%1"'
  WriteRegStr SHCTX "${CLASSES}\Applications\lookalike.exe\shell\open\command" "" '"$INSTDIR\bin\lookalike.exe" "%1"'
  WriteRegStr SHCTX "${CLASSES}\Applications\lookalike.exe" "FriendlyAppName" "Lookalike"
!macroend

; The folder of LibTorch may hold the CUDA pack, and the one beside it what that replaced, which the installer
; did not write.
!macro BeforeUninstall
  !insertmacro RefuseWhileRunning "$INSTDIR"
  DeleteRegKey SHCTX "${CLASSES}\SystemFileAssociations\image\shell\LookalikeSimilar"
  DeleteRegKey SHCTX "${CLASSES}\Directory\shell\Lookalike"
  DeleteRegKey SHCTX "${CLASSES}\Applications\lookalike.exe"
  RMDir /r "$INSTDIR\lib\lookalike"
  RMDir /r "$INSTDIR\lib\lookalike.cpu"
!macroend
Function un.onUninstSuccess
  DeleteRegKey /ifempty SHCTX "${VENDOR_KEY}"
FunctionEnd
