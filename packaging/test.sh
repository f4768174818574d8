#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/test.sh
#
# Installs what is missing, builds everything in the release preset with warnings as errors and runs
# the whole test suite. Tests that open a real window bring their own virtual display.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
"$source_dir/packaging/build.sh" --test
cd "$source_dir"
exec ctest --preset release --parallel "$(getconf _NPROCESSORS_ONLN)"
