#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-desktop.sh launcher|metainfo|manual|menus|versions BUILD_FOLDER: what a desktop reads.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
linux=$source_dir/packaging/linux
programs=$2/bin
id=org.lookalike.Lookalike

# covers PAGE PROGRAM [COMMAND...]: the page names each command and option that --help names.
covers() {
    local page=$1 program=$2 text help name
    shift 2
    text=$(sed 's/\\-/-/g; s/\\fR//g; s/\\fP//g' "$linux/$page")
    help=$("$programs/$program" "$@" --help)
    while read -r name; do
        case $name in --help | --version) continue ;; esac
        grep -qF -- "$name" <<< "$text" || problem "$page does not mention $* $name"
    done < <(grep -oE '^ +(-[A-Za-z], *)?--[a-z][-a-z]*' <<< "$help" | grep -oE -- '--[a-z][-a-z]*')
    while read -r name; do
        grep -qwF -- "$name" <<< "$text" || problem "$page does not mention the command $* $name"
        covers "$page" "$program" "$@" "$name"
    done < <(sed -nE '/^[Ss][Uu][Bb][Cc][Oo][Mm][Mm][Aa][Nn][Dd][Ss]:/,/^$/s/^  ([a-z][-a-z]*).*/\1/p' <<< "$help")
}

case $1 in
    launcher)
        need desktop-file-validate
        desktop-file-validate "$linux/$id.desktop" || problem "$id.desktop is not valid"
        launcher=$(cat "$linux/$id.desktop")
        for type in inode/directory image/jpeg image/png image/heic image/avif image/x-adobe-dng; do
            has "$launcher" "^MimeType=(.*;)?$type;" "the launcher"
        done
        ;;
    metainfo)
        need appstreamcli
        # No home page is known yet. AppStream before 1.0 neither minds nor knows the name of that.
        options=(--no-net --pedantic)
        if ! appstreamcli --version | grep -qE 'version: 0\.'; then
            options+=(--override=url-homepage-missing=info)
        fi
        appstreamcli validate "${options[@]}" "$linux/$id.metainfo.xml" ||
            problem "the metainfo is not valid"
        ;;
    manual)
        need mandoc
        for page in "$linux"/*.1; do
            lint=$(mandoc -T lint -W warning "$page" 2>&1 | grep -v 'missing date' || true)
            if [ -n "$lint" ]; then problem "$lint"; fi
        done
        covers lookalike-cli.1 lookalike-cli
        covers lookalike.1 lookalike
        ;;
    menus)
        # KDE's service menus are no applications, which desktop-file-validate does not know.
        for file in org.lookalike.similar.desktop org.lookalike.similar.nemo_action; do
            menu=$(cat "$linux/$file")
            has "$menu" '^Exec=lookalike --similar %[fF]$' "$file"
            has "$menu" '^Name=Find similar photos$' "$file"
            has "$menu" '^Mime[Tt]ypes?=image/jpeg;.*;$' "$file"
            has_not "$menu" '^(Exec|TryExec)=.*/' "$file"
        done
        launched=$(sed -n 's/^MimeType=inode\/directory;//p' "$linux/$id.desktop")
        for file in "$linux"/org.lookalike.similar.*; do
            if [ "$(sed -nE 's/^Mime[Tt]ypes?=//p' "$file")" != "$launched" ]; then
                problem "$(basename "$file") and the launcher name different formats"
            fi
        done
        for size in 48 128 256; do
            # Width and height are big-endian at byte 16 of a PNG.
            read -r width height < <(od -An -tu4 --endian=big -j16 -N8 "$linux/icons/$size.png")
            if [ "$width $height" != "$size $size" ]; then problem "icons/$size.png is $width x $height"; fi
        done
        ;;
    versions)
        version=$(sed -nE 's/^project\(Lookalike VERSION ([0-9.]+).*/\1/p' "$source_dir/CMakeLists.txt")
        has "$(head -n 1 "$linux/changelog")" "^lookalike \($version\) " changelog
        has "$(cat "$linux/$id.metainfo.xml")" "<release version=\"$version\"" metainfo
        has "$(cat "$source_dir/vcpkg.json")" "\"version\": \"$version\"" vcpkg.json
        has "$(head -n 5 "$source_dir/packaging/CHANGELOG.md")" "^## $version" CHANGELOG.md
        for page in "$linux"/*.1; do has "$(cat "$page")" "\"Lookalike $version\"" "$(basename "$page")"; done
        ;;
esac
finish
