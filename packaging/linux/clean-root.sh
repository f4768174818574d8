# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# A throw-away Debian system in a folder, for check-deb.sh and check-source.sh, which source this.
# Whatever is mounted inside lives in a mount namespace of its own and ends with the command that runs
# there, so that removing the folder can never reach through a mount into something of the host's.

say() { printf 'lookalike: %s\n' "$*"; }
fail() {
    printf 'lookalike: %s\n' "$*" >&2
    exit 1
}
# What CTest reads as "skipped".
skip() {
    printf 'lookalike: skipped: %s\n' "$*"
    exit 77
}

# Skips where a clean system cannot be made.
require_clean_root() {
    local tool
    if [ "$(id -u)" -ne 0 ]; then skip "a clean system needs root (debootstrap, chroot)"; fi
    for tool in debootstrap unshare chroot apt-config; do
        command -v "$tool" > /dev/null || skip "$tool is not installed"
    done
    unshare --mount --pid --fork --propagation private mount -t tmpfs none /mnt 2> /dev/null ||
        skip "this machine does not let us mount (a container without the right to?)"
}

# Prints the address of the host's Debian mirror, from either format of apt's lists.
debian_mirror() {
    local mirror
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2> /dev/null |
        sed -nE 's/^(deb (\[[^]]*\] )?|URIs: *)(https?:[^ ]*\/debian\/?)( .*)?$/\3/p' | head -n 1)
    if [ -z "$mirror" ]; then skip "apt knows no Debian mirror on this machine"; fi
    printf '%s\n' "$mirror"
}

# make_clean_root SUITE ROOT: a minimal Debian with the host's mirror and way through a proxy.
make_clean_root() {
    local suite=$1 root=$2 mirror
    mirror=$(debian_mirror)
    say "making a minimal Debian $suite"
    # It mounts things while it works, and would leave them where it is interrupted.
    unshare --mount --propagation private \
        debootstrap --variant=minbase "$suite" "$root" "$mirror" > "$root.log" 2>&1 ||
        { tail -n 20 "$root.log" >&2; fail "debootstrap could not make a Debian $suite"; }
    apt-config dump | grep -E '^Acquire::(https?::Proxy|Check-)' \
        > "$root/etc/apt/apt.conf.d/90host" || true
    printf 'APT::Install-Recommends "false";\nAcquire::Retries "3";\n' \
        > "$root/etc/apt/apt.conf.d/91clean-root"
}

# in_clean_root ROOT [--bind HOST INSIDE | --read HOST INSIDE]... COMMAND...: runs a command inside,
# with nothing of the host's environment but the way through a proxy. Its processes end with it.
in_clean_root() {
    local root=$1 name
    local -a binds=() environment=(PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
        DEBIAN_FRONTEND=noninteractive)
    shift
    while [ "${1:-}" = --bind ] || [ "${1:-}" = --read ]; do
        binds+=("$1" "$2" "$3")
        shift 3
    done
    for name in http_proxy https_proxy no_proxy; do
        if [ -n "${!name:-}" ]; then environment+=("$name=${!name}"); fi
    done
    unshare --mount --pid --fork --kill-child --propagation private \
        bash -c "$enter_clean_root" enter "$root" "${#binds[@]}" "${binds[@]}" \
        env -i "${environment[@]}" "$@"
}

# Runs in the namespaces of its own: mounts, then becomes the command.
# shellcheck disable=SC2016
enter_clean_root='
set -euo pipefail
root=$1
binds=$2
shift 2
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys" 2> /dev/null || true
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mkdir -p "$root/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
while [ "$binds" -gt 0 ]; do
    mkdir -p "$root$3"
    mount --bind "$2" "$root$3"
    if [ "$1" = --read ]; then mount -o remount,ro,bind "$root$3"; fi
    shift 3
    binds=$((binds - 3))
done
exec chroot "$root" "$@"
'

# remove_clean_root ROOT: refuses where anything is mounted below it after all.
remove_clean_root() {
    local root=$1
    if grep -qF " $root/" /proc/self/mountinfo; then
        fail "something is mounted below $root, which is left as it is"
    fi
    rm -rf --one-file-system "$root" "$root.log"
}
