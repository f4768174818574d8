#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/check-installed.sh FOLDER
#
# Uses the programs installed in FOLDER as a user does, on any system with bash: three photos are indexed and
# searched, and the window opens. It opens its catalog after its first paint, so that file tells of it.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
programs=$1
scratch=$(mktemp -d)
window=
finish() {
    if [ -n "$window" ]; then kill "$window" 2> /dev/null || true; wait "$window" 2> /dev/null || true; fi
    rm -rf "$scratch" || true # on Windows a program that just ended may still hold a file
}
trap finish EXIT
fail() {
    printf 'lookalike: %s\n' "$*" >&2
    exit 1
}

# A space and letters that not every code page has.
photos="$scratch/my photos é"
mkdir -p "$photos"
for name in results duplicates map; do
    cp "$source_dir/resources/screenshots/$name.jpg" "$photos/$name ü.jpg"
done
"$programs/lookalike-cli" --version
"$programs/lookalike-cli" --catalog "$scratch/catalog.db" index "$photos" || fail "it cannot index photos"
found=$("$programs/lookalike-cli" --catalog "$scratch/catalog.db" search "$photos/map ü.jpg" --top-k 1 --results csv) ||
    fail "it cannot search"
grep -qF 'map ü.jpg' <<< "$found" || fail "a photo is not the most similar one to itself: $found"

"$programs/lookalike" --catalog "$scratch/window.db" > "$scratch/window.log" 2>&1 &
window=$!
for _ in $(seq 120); do
    if [ -s "$scratch/window.db" ]; then break; fi
    kill -0 "$window" 2> /dev/null || { cat "$scratch/window.log" >&2; window=; fail "the window's program ended"; }
    sleep 0.5
done
[ -s "$scratch/window.db" ] || fail "the window was not painted within a minute"
echo "lookalike: installed in $programs, used, and its window opened"
