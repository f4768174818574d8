#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-packages.sh deb|rpm|tgz BUILD_FOLDER FOLDER: makes the package in FOLDER and looks at what is in it.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
kind=$1 build=$2 folder=$3

make_package() {
    rm -rf "$folder"
    mkdir -p "$folder"
    (cd "$build" && cpack -G "$1" -B "$folder") > "$folder.log" 2>&1 ||
        { cat "$folder.log" >&2; problem "cpack -G $1 failed"; finish; }
    package=$(find "$folder" -maxdepth 1 -name "$2")
    [ -f "$package" ] || { problem "cpack -G $1 wrote no $2"; finish; }
    (cd "$folder" && sha256sum --check --quiet ./*.sha256) || problem "the checksum does not fit"
    # The libraries that it was built with, as JSON.
    local libraries name
    libraries=$(cat "$package.spdx.json") || problem "there is no list of libraries beside the package"
    if command -v python3 > /dev/null; then
        python3 -m json.tool "$package.spdx.json" > /dev/null || problem "the list of libraries is no JSON"
    fi
    for name in LibTorch OpenCV SQLite Exiv2 Qt; do
        has "$libraries" "\"name\": \"$name\", \"versionInfo\": \"[0-9]" "the list of libraries"
    done
    local kilobytes
    kilobytes=$(($(stat -c %s "$package") / 1024))
    echo "$(basename "$package"): $kilobytes kB"
    # LibTorch alone would be more: it is depended on, not shipped.
    [ "$kilobytes" -lt 16384 ] || problem "the package is larger than 16 MiB"
}
# Everything that a person, a shell, a desktop or the program itself looks for, and nothing of a build.
check_files() {
    local name
    for name in bin/lookalike bin/lookalike-cli bin/lookalike-decoder 'lib[^ ]*/lookalike/lookalike_torch.so' \
        share/lookalike/models/lookalike-small/model.safetensors \
        share/applications/org.lookalike.Lookalike.desktop \
        share/metainfo/org.lookalike.Lookalike.metainfo.xml \
        share/icons/hicolor/scalable/apps/org.lookalike.Lookalike.svg \
        share/icons/hicolor/48x48/apps/org.lookalike.Lookalike.png \
        share/kio/servicemenus/org.lookalike.similar.desktop \
        share/nemo/actions/org.lookalike.similar.nemo_action \
        share/man/man1/lookalike.1.gz share/man/man1/lookalike-cli.1.gz \
        share/man/man1/lookalike-decoder.1.gz share/doc/lookalike/copyright \
        share/bash-completion/completions/lookalike-cli \
        'share/zsh/[a-z-]+/_lookalike-cli' share/fish/vendor_completions.d/lookalike-cli.fish; do
        has "$1" "$2$name( |\$)" "$kind"
    done
    has_not "$1" '(bench|train|encode-check|/tests?/|\.a$|/include/|/local/)' "$kind"
}

case $kind in
    deb)
        need dpkg-deb dpkg-shlibdeps
        make_package DEB 'lookalike_*.deb'
        files=$(dpkg-deb --contents "$package")
        check_files "$files" ' \./usr/'
        has_not "$files" 'LICENSE' "Debian has that text in one place"
        if grep -vE ' root/root ' <<< "$files"; then problem "some files do not belong to root"; fi
        if grep -E '^-.{7}w|^[^l].{4}w' <<< "$files"; then problem "some files can be written by others"; fi
        control=$(dpkg-deb --field "$package")
        has "$control" '^Depends: .*libopenblas0-pthread \| libopenblas0' control
        for library in libtorch libqt6widgets libqt6svg libopencv-core libsqlite3-0 libheif1 libraw libexiv2 libutf8proc; do
            has "$control" "^Depends: .*$library" control
        done
        has "$control" '^Recommends: .*libheif-plugin-libde265' control
        has "$control" '^Recommends: .*qt6-svg-plugins' control
        has "$control" '^Section: graphics$' control
        scripts=$(dpkg-deb --info "$package" postinst 2> /dev/null || true)
        has_not "$scripts" '(rm |curl|wget|adduser)' postinst
        if command -v lintian > /dev/null; then
            # No address is known yet (LOOKALIKE_CONTACT sets it), and CPack calls ldconfig by itself.
            # packaging_metainfo judges the metainfo, which has no home page yet either.
            accepted='bogus-mail-host|maintscript-calls-ldconfig|appstream-metadata-validation-failed'
            found=$(lintian --tag-display-limit 0 "$package" 2> /dev/null |
                grep -E '^[EW]:' | grep -vE "$accepted" || true)
            if [ -n "$found" ]; then problem "lintian: $found"; fi
        else
            echo "lintian is not installed and was not asked"
        fi
        ;;
    rpm)
        need rpm rpmbuild
        make_package RPM 'lookalike-*.rpm'
        check_files "$(rpm -qpl "$package")" '^/usr/'
        has_not "$(rpm -qp --qf '[%{FILEMODES:perms} %{FILENAMES}\n]' "$package" | grep -v '/lookalike')" \
            '^d' "folders of the system in the .rpm"
        has_not "$(rpm -qpl "$package")" 'build-id' "links by build id"
        required=$(rpm -qp --requires "$package")
        for library in openblas-threads libtorch libQt6Widgets libopencv_core libsqlite3; do
            has "$required" "^$library" "what the .rpm requires"
        done
        has "$(rpm -qp --qf '%{LICENSE}' "$package")" '^GPL-3.0-or-later$' "the .rpm's licence"
        ;;
    tgz)
        make_package TGZ 'lookalike-*.tar.gz'
        check_files "$(tar -tzf "$package")" '^[^/]+/'
        has "$(tar -tzf "$package")" '/LICENSE$' "the archive"
        # It runs from wherever it lies, as long as the system has the libraries.
        place="$folder/a place of its own"
        mkdir -p "$place/home"
        tar -C "$place" --strip-components=1 -xzf "$package"
        env -i HOME="$place/home" PATH=/usr/bin:/bin LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen \
            "$source_dir/packaging/check-installed.sh" "$place/bin" || problem "it does not work in another folder"
        rm -rf "$place"
        ;;
esac
finish
