#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-clean-root.sh FOLDER: packaging/linux/check-deb.sh with the .deb in FOLDER.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
if [ -z "${LOOKALIKE_CLEAN_ROOT:-}" ]; then
    echo "skipped: this downloads a Debian and takes minutes; ctest --preset clean-root runs it"
    exit 77
fi
exec "$source_dir/packaging/linux/check-deb.sh" "$(find "$1" -maxdepth 1 -name 'lookalike_*.deb')"
