#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/linux/check-source.sh [SUITE] [--shared DIR] [--ccache DIR] [--keep]
#
# Builds the source in a clean, minimal Debian SUITE (trixie unless given) the way a newcomer would, with
# packaging/test.sh: installs what it needs, builds with warnings as errors, runs the whole test suite.
# Then it makes the .deb there. Needs root, debootstrap, a Debian mirror and some 12 GB; takes half an
# hour or more. Ends with 77 where it cannot run. --shared is the folder of test data (../shared unless
# given), --ccache a compiler cache to use, --keep leaves the system for a look.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=packaging/linux/clean-root.sh
. "$source_dir/packaging/linux/clean-root.sh"

suite=trixie
shared=$source_dir/../shared
cache=
keep=no
while [ $# -gt 0 ]; do
    case $1 in
        --shared) shared=${2:?} && shift ;;
        --ccache) cache=${2:?} && shift ;;
        --keep) keep=yes ;;
        -*) fail "usage: ${0##*/} [SUITE] [--shared DIR] [--ccache DIR] [--keep]" ;;
        *) suite=$1 ;;
    esac
    shift
done

require_clean_root
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lookalike-source.XXXXXX")
root=$scratch/root
finish() {
    if [ "$keep" = yes ]; then say "the system is left in $root"; else
        remove_clean_root "$root"
        rm -rf --one-file-system "$scratch"
    fi
}
trap finish EXIT

make_clean_root "$suite" "$root"
mkdir -p "$root/src/lookalike"
# What git would give a newcomer, with what is changed here and not committed yet.
git -C "$source_dir" ls-files -z --cached --others --exclude-standard |
    tar -C "$source_dir" --null --ignore-failed-read -cf - -T - | tar -C "$root/src/lookalike" -xf -

binds=()
if [ -d "$shared" ]; then
    binds+=(--read "$(cd "$shared" && pwd -P)" /src/shared)
else
    say "there is no test data in $shared; tests that need it will be skipped"
fi
if [ -n "$cache" ]; then
    mkdir -p "$cache"
    binds+=(--bind "$(cd "$cache" && pwd -P)" /root/.cache/ccache)
fi

started=$SECONDS
in_clean_root "$root" "${binds[@]}" bash -c 'cd /src/lookalike && packaging/test.sh'
in_clean_root "$root" "${binds[@]}" bash -c '
    cd /src/lookalike/build/release && cpack -G DEB && dpkg-deb --info lookalike_*.deb'
say "Debian $suite: built, tested and packaged in $(((SECONDS - started) / 60)) minutes"
