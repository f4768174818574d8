#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/lint.sh [--base COMMIT] [--seconds N] [--all]
#
# Fails where a source is not formatted. Then runs clang-tidy over the sources of the programs that
# changed since COMMIT (changed-sources.sh), the newest first, for at most N seconds (150), and prints
# what it finds, for the reader to judge. With --all it looks at every source, which takes hours, and
# fails where cppcheck finds something that packaging/cppcheck-suppressions.txt does not explain.
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
candidates() {
    if [ -n "$all" ]; then
        git ls-files 'core/*.cpp' 'ui/*.cpp' 'app/*.cpp'
    else
        packaging/changed-sources.sh "$base"
    fi | grep -vE '^core/encode/torch/|_(windows|macos)\.cpp$'
}
if [ -n "$all" ]; then
    seconds=1000000
    # LibTorch's macros are too much for it, too.
    cppcheck --enable=warning,performance,portability --std=c++20 --language=c++ --library=qt -q -j "$cores" \
        --suppress=missingInclude --suppress=unknownMacro --error-exitcode=1 -i core/encode/torch \
        --suppressions-list=packaging/cppcheck-suppressions.txt -I . core ui app
    say "cppcheck has nothing to say"
fi
mapfile -t changed < <(candidates)
if [ ${#changed[@]} -eq 0 ]; then
    say "no source changed; clang-tidy was not run"
    exit 0
fi

# The commands of a build that compiles each source alone, without precompiled headers, which clang
# cannot read from GCC. LibTorch's headers are too much for clang 14.
cmake --preset dev -B build/tidy -D CMAKE_DISABLE_PRECOMPILE_HEADERS=ON -D LOOKALIKE_TESTS=OFF > build/tidy.log
sed -i -E 's/ -fpch-preprocess//g; s/ -Wno-restrict//g; s/ -Werror//g' build/tidy/compile_commands.json
say "clang-tidy over ${#changed[@]} sources"

end=$((SECONDS + seconds))
done_count=0
log=build/tidy/log
while [ "$done_count" -lt "${#changed[@]}" ] && [ "$SECONDS" -lt "$end" ]; do
    batch=("${changed[@]:$done_count:$((cores * 2))}")
    printf '%s\0' "${batch[@]}" | xargs -0 -n 1 -P "$cores" \
        clang-tidy -p build/tidy --quiet > "$log" 2> /dev/null || true
    cat "$log"
    done_count=$((done_count + ${#batch[@]}))
done
if [ "$done_count" -lt "${#changed[@]}" ]; then
    say "the time was up: $((${#changed[@]} - done_count)) older sources were not looked at"
fi
