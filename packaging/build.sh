#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/build.sh [--test]
#
# Installs what is missing, configures the release preset and builds it with all cores: the programs,
# or with --test everything. What run.sh and test.sh have in common.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
target=lookalike_programs
if [ "${1:-}" = --test ]; then target=all; fi

"$source_dir/packaging/install-dependencies.sh" "$@"

cd "$source_dir"
log=build/release/configure.log
mkdir -p build/release
echo "lookalike: configuring"
if ! cmake --preset release > "$log" 2>&1; then
    cat "$log" >&2
    echo "lookalike: configuring failed; the messages above are in $source_dir/$log" >&2
    exit 1
fi

echo "lookalike: building (a few minutes the first time)"
cores=$(getconf _NPROCESSORS_ONLN)
NINJA_STATUS='[%f/%t, %es] ' cmake --build --preset release --parallel "$cores" --target "$target"
