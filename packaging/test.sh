#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/test.sh [PRESET]
#
# Installs what is missing, builds everything in a preset (release) and runs the whole test suite.
# Tests that open a real window bring their own virtual display. With the preset ci, warnings are
# errors, sources have to be formatted, and clang-tidy looks at what changed.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
preset=${1:-release}
"$source_dir/packaging/build.sh" --test "$preset"
cd "$source_dir"
if [ "$preset" = ci ]; then packaging/lint.sh; fi
exec ctest --preset "$preset" --parallel "$(getconf _NPROCESSORS_ONLN)"
