#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-cuda-pack.sh FOLDER: a pack in parts can be put together again, and every sum in it is right.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
need cmake split sha256sum
folder=$1
rm -rf "$folder"
mkdir -p "$folder/lookalike" "$folder/joined"
for name in lookalike_torch.dll torch_cuda.dll c10_cuda.dll; do head -c 900000 /dev/urandom > "$folder/lookalike/$name"; done
make_pack() {
    cmake -DMODULES="$folder/lookalike" -DVERSION=1.2.3 -DOUTPUT="$folder/pack" "$@" \
        -P "$source_dir/packaging/make-cuda-pack.cmake" > /dev/null 2> "$folder/log"
}
make_pack || { cat "$folder/log" >&2; problem "the pack was not made"; }
[ -f "$folder/pack/lookalike-1.2.3-cuda.zip" ] || problem "a small pack is not one file"

make_pack -DPART_MB=1 || problem "the pack in parts was not made"
[ "$(find "$folder/pack" -name '*.zip.0*' | wc -l)" -ge 2 ] || problem "the pack is not in parts"
[ ! -e "$folder/pack/lookalike-1.2.3-cuda.zip" ] || problem "the whole was left beside its parts"
cat "$folder"/pack/*.zip.0* > "$folder/joined/lookalike-1.2.3-cuda.zip"
cp "$folder"/pack/*.zip.0* "$folder/joined/"
mkdir -p "$folder/joined/lib/lookalike"
(cd "$folder/joined/lib/lookalike" && cmake -E tar xf ../../lookalike-1.2.3-cuda.zip)
(cd "$folder/joined" && sha256sum --check --strict --quiet "$folder/pack/lookalike-1.2.3-cuda.sha256") ||
    problem "a sum is wrong"
[ "$(wc -l < "$folder/pack/lookalike-1.2.3-cuda.sha256")" -eq $((3 + 1 + $(find "$folder/pack" -name '*.zip.0*' | wc -l))) ] ||
    problem "something has no sum"
rm "$folder/lookalike/lookalike_torch.dll"
if make_pack; then problem "a folder without our module was packed"; fi
# What the installing script accepts as a line is what is written.
if grep -vE '^[0-9a-f]{64}  [A-Za-z0-9._+/-]+$' "$folder/pack/lookalike-1.2.3-cuda.sha256"; then problem "a line is malformed"; fi
finish
