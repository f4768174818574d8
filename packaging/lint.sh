#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/lint.sh [--base COMMIT] [--seconds N] [--all]
#
# Fails where a source is not formatted. Then runs clang-tidy over the sources of the programs that
# changed since COMMIT (changed-sources.sh), the newest first, for at most N seconds (150), and prints
# what it finds, for the reader to judge. With --all it looks at every source for half an hour, and
# fails where clang-tidy finds something, or cppcheck what packaging/cppcheck-suppressions.txt does not
# explain.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

base=
seconds=150
all=
while [ $# -gt 0 ]; do
    case $1 in
        --base) base=$2; shift ;;
        --seconds) seconds=$2; shift ;;
        --all) all=yes ;;
        *) echo "usage: ${0##*/} [--base COMMIT] [--seconds N] [--all]" >&2; exit 2 ;;
    esac
    shift
done

say() { printf 'lookalike: %s\n' "$*"; }

if ! git rev-parse --quiet --verify HEAD > /dev/null 2>&1; then
    say "this is no git checkout; nothing was checked"
    exit 0
fi
git ls-files -z '*.h' '*.cpp' | xargs -0 clang-format --dry-run --Werror
say "all sources are formatted"

cores=$(getconf _NPROCESSORS_ONLN)
# The commands of a build without precompiled headers, which clang cannot read from GCC.
configure() {
    cmake --preset "$1" -B build/tidy -D CMAKE_DISABLE_PRECOMPILE_HEADERS=ON -D LOOKALIKE_TESTS=OFF > build/tidy.log
    sed -i -E 's/ -fpch-preprocess//g; s/ -Wno-restrict//g; s/ -Werror//g' build/tidy/compile_commands.json
}
# LibTorch's headers are too much for clang 14, and for cppcheck.
without_torch() { grep -vE '/encode/torch/|_(windows|macos)\.cpp$'; }

if [ -n "$all" ]; then
    cppcheck --enable=warning,performance,portability --std=c++20 --language=c++ --library=qt -q -j "$cores" \
        --suppress=missingInclude --suppress=unknownMacro --error-exitcode=1 -i core/encode/torch \
        --suppressions-list=packaging/cppcheck-suppressions.txt -I . core ui app
    say "cppcheck finds nothing"
    configure ci # reads the headers once for many sources
    find build/tidy -name 'unity_*.cxx' | without_torch | sort | xargs -n 1 -P "$cores" \
        clang-tidy -p build/tidy --quiet --checks=-bugprone-suspicious-include \
        --header-filter="$PWD/(core|ui|app)/.*" > build/tidy/log 2> /dev/null || true
    if grep -q 'warning:' build/tidy/log; then
        cat build/tidy/log
        exit 1
    fi
    say "clang-tidy finds nothing"
    exit 0
fi

mapfile -t changed < <(packaging/changed-sources.sh "$base" | without_torch)
if [ ${#changed[@]} -eq 0 ]; then
    say "no source changed; clang-tidy was not run"
    exit 0
fi
configure dev
say "clang-tidy over ${#changed[@]} sources that changed"

end=$((SECONDS + seconds))
done_count=0
while [ "$done_count" -lt "${#changed[@]}" ] && [ "$SECONDS" -lt "$end" ]; do
    batch=("${changed[@]:$done_count:$((cores * 2))}")
    printf '%s\0' "${batch[@]}" | xargs -0 -n 1 -P "$cores" \
        clang-tidy -p build/tidy --quiet > build/tidy/log 2> /dev/null || true
    cat build/tidy/log
    done_count=$((done_count + ${#batch[@]}))
done
if [ "$done_count" -lt "${#changed[@]}" ]; then
    say "the time was up: $((${#changed[@]} - done_count)) older sources were not looked at"
fi
