#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-workflows.sh: what can be told of the workflows without the machines that run them: they may only read
# the repository, name their actions by version, and call scripts that exist. actionlint, where it is
# installed, knows the rest.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
for workflow in "$source_dir"/.github/workflows/*.yml; do
    name=$(basename "$workflow")
    text=$(cat "$workflow")
    has "$(grep -A1 '^permissions:' "$workflow")" '^  contents: read$' "$name"
    has_not "$text" '^ *[a-z-]+: write$' "$name"
    has_not "$(grep -E '^ *(- )?uses:' "$workflow" | grep -vE 'uses: [A-Za-z0-9-]+/[A-Za-z0-9-]+@v[0-9]+(\.[0-9]+)*$' || true)" . "$name"
    while read -r script; do
        [ -x "$source_dir/$script" ] || problem "$name calls $script, which is not there"
    done < <(grep -oE 'packaging/[a-z/-]+\.sh' "$workflow" | sort -u)
    if [ "$(grep -c 'uses: actions/checkout' "$workflow")" != "$(grep -c 'persist-credentials: false' "$workflow")" ]; then
        problem "$name leaves credentials in a checkout"
    fi
done
baseline=$(sed -nE 's/.*"builtin-baseline": "([0-9a-f]{40})".*/\1/p' "$source_dir/vcpkg.json")
has "$(cat "$source_dir/.github/workflows/windows.yml")" "VCPKG_COMMIT: $baseline$" "vcpkg's commit in windows.yml"
if command -v actionlint > /dev/null; then
    actionlint "$source_dir"/.github/workflows/*.yml || problem actionlint
else
    echo "actionlint is not installed and was not asked"
fi
finish
