#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/linux/check-deb.sh [FILE.deb] [--suite SUITE] [--screenshot FILE.png] [--no-recommends]
#
# Installs the package into a clean, minimal Debian (bookworm unless given), where the command line indexes
# and searches photos and the window opens on a virtual display; then purges it and compares all files
# with those from before: nothing may be left but the person's own data. Without FILE.deb the newest
# one in build/release. Needs root, debootstrap, ImageMagick and a Debian mirror; takes some minutes and
# 3 GB. Ends with 77 where it cannot run.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=packaging/linux/clean-root.sh
. "$source_dir/packaging/linux/clean-root.sh"
# shellcheck source=packaging/linux/clean-root-session.sh
. "$source_dir/packaging/linux/clean-root-session.sh"

package='' suite=bookworm screenshot='' recommends=true
while [ $# -gt 0 ]; do
    case $1 in
        --suite) suite=${2:?} && shift ;;
        --screenshot) screenshot=${2:?} && shift ;;
        --no-recommends) recommends=false ;;
        -*) fail "usage: ${0##*/} [FILE.deb] [--suite SUITE] [--screenshot FILE.png] [--no-recommends]" ;;
        *) package=$1 ;;
    esac
    shift
done
if [ -z "$package" ]; then
    package=$(find "$source_dir/build/release" -maxdepth 1 -name 'lookalike_*.deb' -printf '%T@ %p\n' |
        sort -rn | head -n 1 | cut -d ' ' -f 2-)
fi
[ -f "$package" ] || skip "there is no package; packaging/package.sh DEB makes one"

require_clean_root
command -v convert > /dev/null || skip "ImageMagick is not installed"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lookalike-deb.XXXXXX")
root=$scratch/root
finish() {
    remove_clean_root "$root"
    rm -rf --one-file-system "$scratch"
}
trap finish EXIT
started=$SECONDS

make_clean_root "$suite" "$root"
prepare_person "$root"
mkdir -p "$root/opt/check"
cp "$package" "$root/opt/check/lookalike.deb"

# What apt and dpkg note for themselves, caches, and the person's own folder are no leftovers.
list_files() {
    in_clean_root "$root" find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run \
        -o -path /home/person -o -path /opt/check -o -path /var/lib/apt -o -path /var/lib/dpkg \
        -o -path /var/cache -o -path /var/log -o -path /etc/ld.so.cache \) -prune -o -print | sort
}
list_files > "$scratch/before"

say "installing $(basename "$package") $([ "$recommends" = true ] || echo 'without what it recommends')"
in_clean_root "$root" bash -c "
    apt-get -q install -y -o APT::Install-Recommends=$recommends /opt/check/lookalike.deb" \
    > "$scratch/install.log" 2>&1 || { tail -n 30 "$scratch/install.log" >&2; fail "it cannot be installed"; }
say "$(grep -E '^After this operation|newly installed' "$scratch/install.log" | paste -sd ' ')"

use_command_line "$root" lookalike-cli
use_window "$root" lookalike "$scratch/screen.png"
if [ -n "$screenshot" ]; then cp "$scratch/screen.png" "$screenshot"; fi

say "purging"
in_clean_root "$root" bash -c '
    apt-get -q purge -y lookalike && apt-get -q autoremove --purge -y' > "$scratch/purge.log" 2>&1 ||
    { tail -n 20 "$scratch/purge.log" >&2; fail "it cannot be removed"; }
list_files > "$scratch/after"
comm -13 "$scratch/before" "$scratch/after" > "$scratch/left"
if grep -i lookalike "$scratch/left"; then fail "the package left these files behind"; fi
if [ -s "$scratch/left" ]; then
    say "left behind by packages that it depends on: $(wc -l < "$scratch/left") files"
    head -n 20 "$scratch/left" | sed 's/^/    /'
fi
in_clean_root "$root" bash -c 'test ! -e /usr/bin/lookalike && test -s /home/person/.local/share/lookalike/catalog.db' ||
    fail "the program is still there, or the catalog of the person is gone"
say "$(basename "$package") on Debian $suite: installed, used, removed in $((SECONDS - started)) seconds"
