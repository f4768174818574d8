#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/macos/check-system.sh APPLICATION VERSION
#
# Fails where a program or library in the application asks for a newer macOS than VERSION, or for a library
# from outside of the application and the system.
set -euo pipefail
app=$1 wanted=$2
problems=0
problem() {
    printf 'FAIL: %s\n' "$*" >&2
    problems=$((problems + 1))
}
count=0
while IFS= read -r -d '' file; do
    case $(file -b "$file") in *Mach-O*) ;; *) continue ;; esac
    count=$((count + 1))
    minimum=$(otool -l "$file" | awk '$1 == "minos" { print $2; exit }')
    if [ "$(printf '%s\n%s\n' "$minimum" "$wanted" | sort -V | tail -n 1)" != "$wanted" ]; then
        problem "$file asks for macOS $minimum"
    fi
    outside=$(otool -L "$file" | tail -n +2 | awk '{ print $1 }' | grep -vE '^(@|/usr/lib/|/System/)' || true)
    if [ -n "$outside" ]; then problem "$file asks for $outside"; fi
    paths=$(otool -l "$file" | awk '$1 == "path" { print $2 }' | grep -v '^@' || true)
    if [ -n "$paths" ]; then problem "$file looks into $paths"; fi
done < <(find "$app" -type f -print0)
if [ "$count" -lt 4 ]; then problem "there are $count programs and libraries in $app"; fi
minimum=$(plutil -extract LSMinimumSystemVersion raw "$app/Contents/Info.plist")
if [ "$minimum" != "$wanted" ]; then problem "the application says that it needs macOS $minimum"; fi
if [ "$problems" -gt 0 ]; then exit 1; fi
echo "lookalike: $count programs and libraries run on macOS $wanted, as far as they say"
