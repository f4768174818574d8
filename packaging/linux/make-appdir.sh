#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/linux/make-appdir.sh [BUILD_FOLDER] [APPDIR]
#
# Makes a folder that runs from wherever it lies, with Qt, LibTorch, OpenBLAS and every codec in it: what an
# AppImage is made from, and of use as it is: Lookalike.AppDir/AppRun. Where appimagetool is installed, that makes
# an AppImage beside it, signed where LOOKALIKE_SIGNING_KEY names a key of GnuPG's.
# It needs of a system what every desktop has (libc, OpenGL, X11 or Wayland, fontconfig), not older than
# the one that it was made on. BUILD_FOLDER is build/release unless given. Needs patchelf.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
build=${1:-$source_dir/build/release}
target=${2:-$build/Lookalike.AppDir}

fail() {
    printf 'lookalike: %s\n' "$*" >&2
    exit 1
}
command -v patchelf > /dev/null || fail "patchelf is not installed"
[ -x "$build/bin/lookalike" ] || fail "the programs are not built in $build; packaging/build.sh does that"
case $target in *.AppDir) ;; *) fail "the folder's name must end in .AppDir" ;; esac
rm -rf --one-file-system "$target"
mkdir -p "$target"
target=$(cd "$target" && pwd -P)

cmake --install "$build" --prefix "$target/usr" --strip > /dev/null
usr=$target/usr
module=$(find "$usr" -name lookalike_torch.so)
if [ "$(dirname "$module")" != "$usr/lib/lookalike" ]; then # where the program looks in any prefix
    mkdir -p "$usr/lib/lookalike"
    mv "$module" "$usr/lib/lookalike/"
fi

# Plugins are not linked to, so they are named: the display systems, icons, formats, desktop settings.
query=$(sed -n 's/^Qt6_DIR:PATH=//p' "$build/CMakeCache.txt")
qt_plugins=$(cd "$query/../../qt6/plugins" 2> /dev/null && pwd -P) ||
    qt_plugins=$(qmake6 -query QT_INSTALL_PLUGINS) || fail "the plugins of Qt are nowhere to be found"
mkdir -p "$usr/plugins"
for plugin in platforms/libqxcb.so platforms/libqoffscreen.so platforms/libqwayland\*.so \
    iconengines/libqsvgicon.so imageformats/\*.so platformthemes/libqxdgdesktopportal.so \
    platforminputcontexts/\*.so xcbglintegrations/\*.so wayland-\*/\*.so; do
    for file in $qt_plugins/$plugin; do
        if [ ! -e "$file" ]; then continue; fi
        mkdir -p "$usr/plugins/$(basename "$(dirname "$file")")"
        cp -L "$file" "$usr/plugins/$(basename "$(dirname "$file")")/"
    done
done
# The plugins of libheif, where it has them.
for folder in /usr/lib/*/libheif/plugins /usr/lib64/libheif; do
    if [ -d "$folder" ]; then
        mkdir -p "$usr/lib/libheif"
        cp -L "$folder"/*.so "$usr/lib/libheif/"
    fi
done
printf '[Paths]\nPrefix = ..\nPlugins = plugins\n' > "$usr/bin/qt.conf"

cmake -DAPPDIR="$target" -P "$source_dir/packaging/linux/bundle-libraries.cmake"

# Each file finds its libraries relative to itself, whoever loads it.
while read -r file; do
    patchelf --set-rpath "\$ORIGIN/$(realpath --relative-to="$(dirname "$file")" "$usr/lib")" "$file"
done < <(find "$usr/bin" "$usr/lib" "$usr/plugins" -type f \( -perm -u+x -o -name '*.so*' \) \
    -exec sh -c 'head -c 4 "$1" | grep -q ELF && echo "$1"' - {} \;)

cp "$usr/share/applications/org.lookalike.Lookalike.desktop" \
    "$usr/share/icons/hicolor/scalable/apps/org.lookalike.Lookalike.svg" "$target/"
ln -sf org.lookalike.Lookalike.svg "$target/.DirIcon"
install -m 755 "$source_dir/packaging/linux/AppRun" "$target/AppRun"
du -sh "$target" | sed 's/\t/ in /'

if command -v appimagetool > /dev/null; then
    image=$(dirname "$target")/Lookalike-$(uname -m).AppImage
    # It is an AppImage itself, and containers have no FUSE.
    ARCH=$(uname -m) APPIMAGE_EXTRACT_AND_RUN=1 appimagetool --no-appstream \
        ${LOOKALIKE_SIGNING_KEY:+--sign --sign-key "$LOOKALIKE_SIGNING_KEY"} "$target" "$image" > "$image.log" 2>&1 ||
        { cat "$image.log" >&2; fail "appimagetool made no AppImage"; }
    rm "$image.log"
    (cd "$(dirname "$image")" && sha256sum "$(basename "$image")" > "$(basename "$image").sha256")
    du -sh "$image" | sed 's/\t/ in /'
fi
