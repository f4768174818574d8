#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/changed-sources.sh [COMMIT]
#
# Prints the sources of the programs that changed since COMMIT, the newest first. COMMIT is the state of
# main that the work began with: where origin/main is behind, that, or else the newest commit that is a
# day older than the last one. Prints nothing where there is no earlier state to compare with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

base=${1:-}
if [ -z "$base" ]; then
    base=$(git merge-base HEAD origin/main 2> /dev/null || true)
    if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD 2> /dev/null)" ]; then
        base=$(git rev-list -1 --before="$(($(git log -1 --format=%ct) - 86400))" HEAD)
    fi
fi
if [ -z "$base" ]; then exit 0; fi
sources=('core/*.cpp' 'ui/*.cpp' 'app/*.cpp')
{
    git diff --name-only --diff-filter=d HEAD -- "${sources[@]}"
    git log --format= --name-only --diff-filter=d "$base..HEAD" -- "${sources[@]}"
} | awk '!seen[$0]++' | while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done
