#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-documents.sh: the files and folders that the documents name exist, and so do the targets of their links.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
for document in README.md core/README.md ui/README.md tests/README.md packaging/CONTRIBUTING.md packaging/GLOSSARY.md; do
    if [ ! -f "$source_dir/$document" ]; then
        problem "$document is missing"
        continue
    fi
    # In backquotes: paths from the root that begin with one of its folders; <...> stands for a name to choose.
    while read -r path; do
        [ -e "$source_dir/$path" ] || problem "$document names $path, which is not there"
    done < <(grep -oE '`[^`]+`' "$source_dir/$document" | tr -d '`' | tr ' ,' '\n\n' |
        grep -E '^(app|core|packaging|resources|tests|ui)/[A-Za-z0-9_./-]+$' | sort -u)
    while read -r link; do
        [ -e "$source_dir/$(dirname "$document")/$link" ] || problem "$document links to $link, which is not there"
    done < <(grep -oE '\]\([^)#]+\)' "$source_dir/$document" | sed -E 's/^\]\((.*)\)$/\1/' | grep -vE '^https?:' | sort -u)
done
finish
