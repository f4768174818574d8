#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/monkey/run-asan.sh [SECONDS [SEED]]
#
# Builds the window and the monkey with the address and undefined behaviour sanitizers and lets the
# monkey play, five minutes by default, with a seed of its own each time; the seed is printed.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LOOKALIKE_MONKEY_SECONDS=${1:-300}
export LOOKALIKE_MONKEY_SEED=${2:-$((RANDOM * 32768 + RANDOM))}

cmake --preset asan
cmake --build --preset asan --parallel "$(getconf _NPROCESSORS_ONLN)" --target tst_monkey
exec ctest --preset asan --tests-regex '^tst_monkey$' --verbose
