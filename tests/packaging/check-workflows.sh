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
    has_not "$(grep -E '^ *(- )?uses:' "$workflow" | grep -vE 'uses: [A-Za-z0-9-]+/[A-Za-z0-9-]+(/[a-z]+)?@v[0-9]+(\.[0-9]+)*$' || true)" . "$name"
    while read -r script; do
        [ -x "$source_dir/$script" ] || problem "$name calls $script, which is not there"
    done < <(grep -oE 'packaging/[a-z/-]+\.sh' "$workflow" | sort -u)
    # What took hours to build is kept when a test fails; and systems that no warning was seen of do not fail by one.
    has_not "$text" 'uses: actions/cache@' "$name"
    saves=$(grep -cE 'uses: actions/cache/save@' "$workflow" || true)
    [ "$saves" = "$(grep -A1 -E 'uses: actions/cache/save@' "$workflow" | grep -c 'if: always()' || true)" ] ||
        problem "$name does not save its cache after a failure"
    if [ "$name" != linux.yml ]; then
        has_not "$text" 'LOOKALIKE_WERROR=ON|--preset (ci|dev)' "$name"
        has "$text" 'packaging/check-installed.sh' "$name"
        has "$text" 'packaging/(windows|macos)/check-system' "$name"
    fi
    has "$text" 'spdx.json|\.rpm\*' "$name"
    # A checksum is of what users get: written after the last change to the file.
    if grep -qE 'stapler|sign.ps1' "$workflow"; then
        [ "$(grep -nE 'stapler|sign.ps1' "$workflow" | tail -n 1 | cut -d : -f 1)" -lt \
            "$(grep -n 'write-checksums' "$workflow" | tail -n 1 | cut -d : -f 1)" ] || problem "$name signs after the checksums"
    fi
    if [ "$(grep -c 'uses: actions/checkout' "$workflow")" != "$(grep -c 'persist-credentials: false' "$workflow")" ]; then
        problem "$name leaves credentials in a checkout"
    fi
done
baseline=$(sed -nE 's/.*"builtin-baseline": "([0-9a-f]{40})".*/\1/p' "$source_dir/vcpkg.json")
for name in windows macos; do
    has "$(cat "$source_dir/.github/workflows/$name.yml")" "VCPKG_COMMIT: $baseline$" "vcpkg's commit in $name.yml"
done
# One minimum of macOS: for vcpkg's libraries, for ours, and for the check of both.
minimum=$(sed -nE 's/.*set\(CMAKE_OSX_DEPLOYMENT_TARGET ([0-9.]+)\)/\1/p' "$source_dir/packaging/cmake/LookalikeOptions.cmake")
has "$(cat "$source_dir/packaging/macos/triplets/arm64-osx-lookalike.cmake")" "DEPLOYMENT_TARGET $minimum\)" "the triplet"
has "$(cat "$source_dir/.github/workflows/macos.yml")" "DEPLOYMENT_TARGET: \"$minimum\"" macos.yml
has "$(cat "$source_dir/tests/foreign/toolchain.cmake")" "aarch64-macos.$minimum " "the check of foreign systems"
if command -v actionlint > /dev/null; then
    actionlint "$source_dir"/.github/workflows/*.yml || problem actionlint
else
    echo "actionlint is not installed and was not asked"
fi
finish
