#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/package.sh [GENERATOR...]
#
# Installs what is missing, builds the programs and packs them: DEB, RPM, TGZ on Linux, DragNDrop, ZIP on
# macOS; without a name the ones that fit this system. The packages are in build/release.
set -euo pipefail

source_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
if [ $# -eq 0 ]; then
    if [ "$(uname -s)" = Darwin ]; then set -- DragNDrop ZIP
    elif command -v apt-get > /dev/null; then set -- DEB TGZ
    elif command -v rpmbuild > /dev/null; then set -- RPM TGZ
    else set -- TGZ; fi
fi
"$source_dir/packaging/build.sh"
cd "$source_dir/build/release"
for generator in "$@"; do
    cpack -G "$generator"
done
