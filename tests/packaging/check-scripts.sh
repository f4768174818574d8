#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-scripts.sh: our shell scripts parse, and shellcheck, where it is installed, finds nothing in them.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
scripts=()
while read -r script; do scripts+=("$script"); done < <(find "$source_dir/packaging" "$source_dir/tests/packaging" \
    "$source_dir/.ci" -type f \( -name '*.sh' -o -name run -o -name AppRun \))
[ "${#scripts[@]}" -gt 10 ] || problem "where are the scripts?"
for script in "${scripts[@]}"; do
    bash -n "$script" || problem "$script does not parse"
    has "$(head -n 2 "$script")" 'SPDX-License-Identifier: GPL-3.0-or-later' "$script"
done
if command -v shellcheck > /dev/null; then
    shellcheck --severity=warning --external-sources --source-path="$source_dir" "${scripts[@]}" ||
        problem "shellcheck"
else
    echo "shellcheck is not installed and was not asked"
fi
finish
