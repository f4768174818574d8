#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/linux/check-appdir.sh APPDIR [--suite SUITE] [--screenshot FILE.png]
#
# Lets the folder that make-appdir.sh made run in a clean, minimal Debian (bookworm unless given) which has
# nothing of ours and nothing of Qt, LibTorch or the codecs, only what every desktop has: the command line
# indexes and searches, and the window opens. Needs what check-deb.sh needs; ends with 77 where it cannot run.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# shellcheck source=packaging/linux/clean-root.sh
. "$source_dir/packaging/linux/clean-root.sh"
# shellcheck source=packaging/linux/clean-root-session.sh
. "$source_dir/packaging/linux/clean-root-session.sh"

appdir='' suite=bookworm screenshot=''
while [ $# -gt 0 ]; do
    case $1 in
        --suite) suite=${2:?} && shift ;;
        --screenshot) screenshot=${2:?} && shift ;;
        -*) fail "usage: ${0##*/} APPDIR [--suite SUITE] [--screenshot FILE.png]" ;;
        *) appdir=$1 ;;
    esac
    shift
done
[ -x "$appdir/AppRun" ] || skip "there is no AppDir; packaging/linux/make-appdir.sh makes one"

require_clean_root
command -v convert > /dev/null || skip "ImageMagick is not installed"
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lookalike-appdir.XXXXXX")
root=$scratch/root
finish() {
    remove_clean_root "$root"
    rm -rf --one-file-system "$scratch"
}
trap finish EXIT
started=$SECONDS

make_clean_root "$suite" "$root"
prepare_person "$root"
in_clean_root "$root" apt-get -q install -y libegl1 libgl1 libopengl0 libfontconfig1 fonts-dejavu-core \
    libx11-xcb1 libwayland-client0 libdbus-1-3 libp11-kit0 > "$scratch/desktop.log" 2>&1 ||
    { tail -n 20 "$scratch/desktop.log" >&2; fail "what every desktop has cannot be installed"; }
if in_clean_root "$root" bash -c 'ls /usr/lib/*/libQt6* /usr/lib/*/libtorch*' > /dev/null 2>&1; then
    fail "the system is not clean: it has Qt or LibTorch"
fi
cp -a "$appdir" "$root/opt/An App.AppDir"

use_command_line "$root" "'/opt/An App.AppDir/AppRun' lookalike-cli"
use_window "$root" '"/opt/An App.AppDir/AppRun"' "$scratch/screen.png"
if [ -n "$screenshot" ]; then cp "$scratch/screen.png" "$screenshot"; fi
say "$(basename "$appdir") on a bare Debian $suite: used in $((SECONDS - started)) seconds"
