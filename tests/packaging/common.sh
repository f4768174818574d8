# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What the checks of packages have in common; sourced by them.
set -euo pipefail
# shellcheck disable=SC2034
source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
problems=0

# Notes a failure and goes on, so that one run tells all of them.
problem() {
    printf 'FAIL: %s\n' "$*" >&2
    problems=$((problems + 1))
}
# Ends as "skipped" where a tool is missing.
need() {
    local tool
    for tool in "$@"; do
        if ! command -v "$tool" > /dev/null; then
            echo "skipped: $tool is not installed; packaging/install-dependencies.sh --test brings it"
            exit 77
        fi
    done
}
# Prints the program that runs 64-bit Windows programs, or ends as "skipped".
find_wine() {
    command -v wine64 || command -v wine || ls /usr/lib/wine/wine64 2> /dev/null || need wine64 >&2
}
# Makes a Windows in FOLDER, away from the user's files and menus.
# shellcheck disable=SC2154
start_wine() {
    mkdir -p "$1/home"
    export HOME=$1/home WINEPREFIX=$1/prefix WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml=' DISPLAY=
    "$wine" wineboot --init > "$1/wineboot.log" 2>&1 || { problem "Wine does not start"; finish; }
    trap '"$wine" wineboot --kill > /dev/null 2>&1 || true' EXIT
}
# has TEXT PATTERN WHAT
has() { grep -qE -- "$2" <<< "$1" || problem "$3: nothing matches $2"; }
has_not() { if grep -E -- "$2" <<< "$1" >&2; then problem "$3: something matches $2"; fi; }
finish() {
    if [ "$problems" -gt 0 ]; then exit 1; fi
    echo "passed"
}
