#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/build.sh [--test] [PRESET]
#
# Installs what is missing, configures a preset (release) and builds it with all cores: the programs,
# or with --test everything. What run.sh and test.sh have in common.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
target=lookalike_programs
if [ "${1:-}" = --test ]; then
    target=all
    shift
    "$source_dir/packaging/install-dependencies.sh" --test
else
    "$source_dir/packaging/install-dependencies.sh"
fi
preset=${1:-release}

cd "$source_dir"
log=build/$preset/configure.log
mkdir -p "build/$preset"
echo "lookalike: configuring"
if ! cmake --preset "$preset" > "$log" 2>&1; then
    cat "$log" >&2
    echo "lookalike: configuring failed; the messages above are in $source_dir/$log" >&2
    exit 1
fi

echo "lookalike: building (a few minutes the first time)"
cores=$(getconf _NPROCESSORS_ONLN)
NINJA_STATUS='[%f/%t, %es] ' cmake --build --preset "$preset" --parallel "$cores" --target "$target"
