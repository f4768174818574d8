#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/run.sh [FOLDER]
#
# Installs what is missing, builds Lookalike and opens its window, on FOLDER where one is given.
# Without a display it indexes FOLDER with the command line and prints a report instead.
set -euo pipefail

usage() {
    echo "usage: ${0##*/} [FOLDER]" >&2
    exit 2
}
if [ $# -gt 1 ]; then usage; fi
case ${1:-} in -*) usage ;; esac
folder=
if [ $# -eq 1 ]; then
    if [ ! -d "$1" ]; then
        echo "lookalike: there is no folder $1" >&2
        exit 2
    fi
    folder=$(cd "$1" && pwd -P)
fi

packaging_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
"$packaging_dir/build.sh"
programs=$(cd "$packaging_dir/../build/release/bin" && pwd -P)

if [ "$(uname -s)" = Darwin ]; then
    exec "$programs/lookalike.app/Contents/MacOS/lookalike" ${folder:+"$folder"}
elif [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec "$programs/lookalike" ${folder:+"$folder"}
fi

echo "lookalike: there is no display here, so the window cannot open"
if [ -z "$folder" ]; then
    echo "lookalike: the programs are built in $programs; give a folder for a report on its photos"
    exit 0
fi

echo "lookalike: indexing $folder with lookalike-cli instead"
failed=0
"$programs/lookalike-cli" index "$folder" || failed=$?
# 1 says that some photos could not be read; the rest are indexed.
if [ "$failed" -gt 1 ]; then exit "$failed"; fi
echo
"$programs/lookalike-cli" status
query=$(find "$folder" -type f \( -iname '*.jpg' -o -iname '*.jpeg' -o -iname '*.png' \
    -o -iname '*.webp' -o -iname '*.tif' -o -iname '*.tiff' \) -size +0 -print -quit)
if [ -n "$query" ]; then
    echo
    echo "Most similar to $query:"
    "$programs/lookalike-cli" search "$query" --exclude-self --top-k 5
fi
exit "$failed"
