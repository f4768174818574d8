#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-nsis.sh FOLDER: builds Lookalike for Windows in miniature (tests/packaging/windows), packs it by the real
# rules, and runs the installer in Wine: installed, upgraded, refused where it has to be, uninstalled.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need makensis cpack ninja x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-objdump
wine=$(find_wine) || exit 77
mkdir -p "$1" && folder=$(cd "$1" && pwd -P)
version=$(sed -nE 's/^project\(Lookalike VERSION ([0-9.]+).*/\1/p' "$source_dir/CMakeLists.txt")
rm -rf "$folder"
mkdir -p "$folder/source" "$folder/WINDOWS"
cp "$source_dir"/tests/packaging/windows/* "$folder/source/"
ln -s "$source_dir/core" "$source_dir/packaging" "$source_dir/resources" "$source_dir/LICENSE" "$folder/source/"
ln -s "$(dirname "$(find /usr/lib -path '*x86_64-windows/kernel32.dll' | head -n 1)")" "$folder/WINDOWS/System32"
# Wine runs 64 bits alone, so the installer has to be of that kind; on Windows either is.
printf '#!/bin/sh\nexec makensis "-XTarget amd64-unicode" "$@"\n' > "$folder/makensis"
chmod +x "$folder/makensis"

# build VERSION NAME [MORE...]: makes NAME/lookalike-VERSION-win64.exe.
build() {
    local built=$folder/$2
    {
        cmake -S "$folder/source" -B "$built" -G Ninja -DCMAKE_SYSTEM_NAME=Windows -DCMAKE_BUILD_TYPE=Release \
            -DCMAKE_SYSTEM_PROCESSOR=x86_64 -DCMAKE_CXX_COMPILER=x86_64-w64-mingw32-g++-posix \
            -DCMAKE_RC_COMPILER=x86_64-w64-mingw32-windres -DCMAKE_OBJDUMP=/usr/bin/x86_64-w64-mingw32-objdump \
            -DCMAKE_GET_RUNTIME_DEPENDENCIES_PLATFORM=windows+pe -DCMAKE_GET_RUNTIME_DEPENDENCIES_TOOL=objdump \
            -DCMAKE_GET_RUNTIME_DEPENDENCIES_COMMAND=/usr/bin/x86_64-w64-mingw32-objdump \
            -DLOOKALIKE_VERSION="$1" -DSYSTEM32="$folder/WINDOWS/System32" &&
            cmake --build "$built" &&
            (cd "$built" && cpack -G NSIS64 -D "CPACK_NSIS_EXECUTABLE=$folder/makensis" "${@:3}")
    } > "$built.log" 2>&1
}
build "$version" now || { tail -n 40 "$folder/now.log" >&2; problem "the installer was not built"; finish; }
build 0.0.1 before || { tail -n 40 "$folder/before.log" >&2; problem "the older installer was not built"; finish; }
installer=$folder/now/lookalike-$version-win64.exe
older=$folder/before/lookalike-0.0.1-win64.exe
echo "$(basename "$installer"): $(($(stat -c %s "$installer") / 1024)) kB"
(cd "$folder/now" && sha256sum --check --quiet "$(basename "$installer").sha256") || problem "the checksum does not fit"
has "$(cat "$folder"/now/_CPack_Packages/*/*/project.nsi)" 'lookalike.ico' "the installer's script"

start_wine "$folder/wine"
drive=$WINEPREFIX/drive_c
programs=$drive/Program\ Files/Lookalike
run() { timeout 120 "$wine" "$@" > "$folder/run.log" 2>&1; }
keys() {
    local root
    for root in 'HKLM\Software' 'HKCU\Software'; do "$wine" reg query "$root" /s 2> /dev/null | tr -d '\r'; done |
        grep -iE 'lookalike|similar photos' | grep -v 'wine-' || true
}
list_files() { (cd "$drive" && find . -not -path './windows/*' | grep -vE '/Temp(/|$)' | sort); }
list_files > "$folder/files-before"

run "$older" /S || problem "the older version cannot be installed"
echo x > "$programs/bin/of an older version.txt" # not in any list: stays, as everything of the user's does
run "$installer" /S || problem "it cannot be installed over an older version"
for file in bin/lookalike.exe bin/lookalike-cli.exe bin/lookalike-decoder.exe bin/qt6core.dll bin/freetype.dll \
    lib/lookalike/lookalike_torch.dll lib/lookalike/c10.dll share/lookalike/models/lookalike-small/model.safetensors \
    share/lookalike/install-cuda-pack.ps1 share/doc/lookalike/LICENSE Uninstall.exe; do
    [ -f "$programs/$file" ] || problem "$file was not installed"
done
for file in lib/lookalike/torch_python.dll bin/kernel32.dll bin/KERNEL32.dll bin/msvcrt.dll; do
    [ ! -e "$programs/$file" ] || problem "$file does not belong into the installation"
done
run "$programs/bin/lookalike.exe" || problem "the installed program does not start"
found=$(keys)
for value in 'LookalikeSimilar' 'Find similar photos' 'lookalike.exe" --similar "%1"' 'Directory.shell.Lookalike' \
    'Add to Lookalike' 'Applications.lookalike.exe' "DisplayIcon .*lookalike.exe" 'UninstallString .*Uninstall.exe'; do
    has "$found" "$value" "the registry"
done
has "$("$wine" reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Lookalike' | tr -d '\r')" \
    "DisplayVersion .*$version\$" "the registry"
has "$(list_files)" 'Start Menu/Programs/Lookalike/Lookalike.lnk' "the start menu"
list_files | grep Lookalike | grep -v '/share/lookalike/models/' > "$folder/installed"

cmake -D FOLDER="$programs" -P "$source_dir/packaging/windows/check-system.cmake" || problem "check-system"
[ -s "$installer.spdx.json" ] || problem "there is no list of libraries beside the installer"

# Arguments that the system's code page lacks, and what Windows reads of a program.
run "$programs/bin/lookalike-cli.exe" 'Müller 写真.jpg' "$(printf 'C:\\argument')" || problem "the command line does not run"
[ "$(cat "$drive/argument" 2> /dev/null)" = 'Müller 写真.jpg' ] ||
    problem "an argument came as $(cat "$drive/argument")"
rm -f "$drive/argument"
for program in lookalike lookalike-cli lookalike-decoder; do
    bytes=$(tr -d '\0' < "$programs/bin/$program.exe" | strings)
    has "$bytes" '<activeCodePage .*>UTF-8<' "$program.exe"
    has "$bytes" '<longPathAware .*>true<' "$program.exe"
    has "$bytes" "ProductVersion.?$version" "$program.exe"
done

code=0 && run "$older" /S || code=$?
[ "$code" -eq 3 ] || problem "over a newer version, the installer of an older one ends with $code"
has "$("$wine" reg query 'HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall\Lookalike' | tr -d '\r')" \
    "DisplayVersion .*$version\$" "the registry after a refused downgrade"

# While a program runs, nothing is taken from it. The uninstaller is waited for only where it is told its folder
# last and without quotes, which takes a batch file.
printf '"%s\\Uninstall.exe" /S _?=%s\r\nexit %%ERRORLEVEL%%\r\n' 'C:\Program Files\Lookalike' 'C:\Program Files\Lookalike' \
    > "$drive/uninstall.bat"
touch "$drive/wait"
"$wine" "$programs/bin/lookalike-cli.exe" 'C:\wait' 'C:\started' > /dev/null 2>&1 &
waiting=$!
until [ -e "$drive/started" ] || [ "$SECONDS" -gt 600 ]; do :; done
code=0 && run "$installer" /S || code=$?
[ "$code" -eq 4 ] || problem "while a program runs, the installer ends with $code"
code=0 && run cmd /c 'C:\uninstall.bat' || code=$?
[ "$code" -eq 4 ] || problem "while a program runs, the uninstaller ends with $code"
list_files | grep Lookalike | grep -v '/share/lookalike/models/' | diff "$folder/installed" - >&2 ||
    problem "a running program lost its files"
rm "$drive/wait"
wait "$waiting" || true
rm "$drive/started" "$drive/uninstall.bat"

mkdir -p "$programs/lib/lookalike.cpu" && touch "$programs/lib/lookalike.cpu/torch_cpu.dll" # the CUDA pack's
rm "$programs/bin/of an older version.txt"
run "$programs/Uninstall.exe" /S || problem "it cannot be uninstalled"
timeout 120 "$(command -v wineserver || echo /usr/lib/wine/wineserver64)" --wait || true # it goes on as a copy of itself
list_files > "$folder/files-after"
left=$(comm -13 "$folder/files-before" "$folder/files-after")
if [ -n "$left" ]; then problem "left behind: $left"; fi
has_not "$(keys)" . "the registry after uninstalling"

# More than an installer can hold is refused with a reason.
if (cd "$folder/now" && cpack -G NSIS64 -D LOOKALIKE_NSIS_LIMIT_KB=10) > "$folder/limit.log" 2>&1; then
    problem "a tree that is too large was packed"
fi
has "$(cat "$folder/limit.log")" 'cannot hold more than 2 GB' "the reason"
finish
