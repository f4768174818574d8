#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-nsis.sh FOLDER: compiles the Windows installer with our real settings from a tree that has the shape of
# an installation on Windows (the programs in it are empty), and looks at the script that cpack made.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need makensis cpack
folder=$1
rm -rf "$folder"
tree=$folder/tree
mkdir -p "$tree"/bin/platforms "$tree"/lib/lookalike "$tree"/share/lookalike
for file in bin/lookalike.exe bin/lookalike-cli.exe bin/lookalike-decoder.exe bin/Qt6Core.dll \
    bin/platforms/qwindows.dll lib/lookalike/lookalike_torch.dll lib/lookalike/torch_cpu.dll; do
    head -c 4096 /dev/urandom > "$tree/$file"
done
cp -r "$source_dir/resources/models" "$tree/share/lookalike/"
version=$(sed -nE 's/^project\(Lookalike VERSION ([0-9.]+).*/\1/p' "$source_dir/CMakeLists.txt")

# What include(CPack) would write on Windows.
cat > "$folder/CPackConfig.cmake" << CONFIG
set(LOOKALIKE_SOURCE "$source_dir")
include("$source_dir/packaging/cmake/PackageWindows.cmake")
set(CPACK_GENERATOR NSIS64)
set(CPACK_MODULE_PATH "")
set(CPACK_INSTALLED_DIRECTORIES "$tree;/")
set(CPACK_PACKAGE_NAME lookalike)
set(CPACK_PACKAGE_VENDOR "The Lookalike developers")
set(CPACK_PACKAGE_VERSION "$version")
set(CPACK_PACKAGE_DESCRIPTION Lookalike)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY Lookalike)
set(CPACK_PACKAGE_INSTALL_DIRECTORY Lookalike)
set(CPACK_PACKAGE_INSTALL_REGISTRY_KEY Lookalike)
set(CPACK_PACKAGE_EXECUTABLES lookalike Lookalike)
set(CPACK_NSIS_INSTALL_ROOT "\\\$PROGRAMFILES64")
set(CPACK_NSIS_EXECUTABLES_DIRECTORY bin)
set(CPACK_RESOURCE_FILE_LICENSE "$source_dir/LICENSE")
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_OUTPUT_FILE_PREFIX "$folder")
set(CPACK_PACKAGE_FILE_NAME "lookalike-$version-win64")
CONFIG
pack() { (cd "$folder" && cpack --config "$1" -B "$folder/out") > "$folder/cpack.log" 2>&1; }
pack "$folder/CPackConfig.cmake" || { cat "$folder/cpack.log" >&2; problem "makensis refused"; finish; }

installer=$folder/out/lookalike-$version-win64.exe
[ -f "$installer" ] || installer=$(find "$folder" -name "lookalike-$version-win64.exe" -not -path '*_CPack*' | head -n 1)
[ -s "$installer" ] || { problem "there is no installer"; finish; }
echo "$(basename "$installer"): $(($(stat -c %s "$installer") / 1024)) kB"
[ "$(head -c 2 "$installer")" = MZ ] || problem "the installer is no Windows program"
grep -qa 'NullsoftInst' "$installer" || problem "the installer is not one of NSIS"

script=$(cat "$(find "$folder" -name project.nsi | head -n 1)")
has "$script" 'InstallDir "\$PROGRAMFILES64\\Lookalike"' script
has "$script" 'CreateShortCut "\$SMPROGRAMS\\\$STARTMENU_FOLDER\\Lookalike.lnk" "\$INSTDIR\\bin\\lookalike.exe"' script
has "$script" 'lookalike.exe" --similar "%1"' script
has "$script" 'DeleteRegKey SHCTX .*LookalikeSimilar"' script
has "$script" 'Delete "\$INSTDIR\\bin\\lookalike.exe"' script
has "$script" 'lookalike.ico' script
# Each key that is written is deleted again.
while read -r key; do
    has "$script" "DeleteRegKey SHCTX \"${key//\\/\\\\}\"" "the uninstaller"
done < <(sed -nE 's/.*WriteRegStr SHCTX "(Software\\Classes\\[^"]*)".*/\1/p' <<< "$script" |
    grep -vE '\\command$' | sort -u)

# More than an installer can hold is refused with a reason.
sed 's/^set(CPACK_GENERATOR/set(LOOKALIKE_NSIS_LIMIT_KB 10)\n&/' "$folder/CPackConfig.cmake" > "$folder/Small.cmake"
if pack "$folder/Small.cmake"; then problem "a tree that is too large was packed"; fi
has "$(cat "$folder/cpack.log")" 'cannot hold more than 2 GB' "the reason"
finish
