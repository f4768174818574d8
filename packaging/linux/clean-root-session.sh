# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What a person does with the program in a clean system, for check-deb.sh and check-appdir.sh, which source
# this after clean-root.sh: index, search, open the window.

# prepare_person ROOT: the tools to look with, somebody called "person", and photos of two kinds, three of
# each: what is searched for must bring back its own kind first.
prepare_person() {
    local root=$1 number
    in_clean_root "$root" bash -c '
        apt-get -q update > /dev/null
        apt-get -q install -y xvfb xauth x11-apps x11-utils xdotool dbus ca-certificates > /dev/null
        useradd --create-home person' > "$root.log" 2>&1 ||
        { tail -n 20 "$root.log" >&2; fail "the tools of the check cannot be installed"; }
    mkdir -p "$root/home/person/Pictures"
    for number in 1 2 3; do
        convert -size 640x480 -seed "$number" plasma:darkgreen-yellow \
            -modulate "$((90 + number * 5))" "$root/home/person/Pictures/meadow $number.jpg"
        convert -size 640x480 xc:navy -fill white \
            -draw "circle $((200 + number * 40)),240 $((260 + number * 40)),240" \
            "$root/home/person/Pictures/moon $number.png"
    done
    in_clean_root "$root" chown -R person: /home/person
}

# use_command_line ROOT PROGRAM: `PROGRAM status` is what a person types; it may be several words.
use_command_line() {
    in_clean_root "$1" su person -s /bin/bash -c "
        set -e
        cd
        $2 --version
        $2 index Pictures
        $2 search 'Pictures/moon 1.png' --exclude-self --top-k 2
        $2 search 'Pictures/moon 1.png' --exclude-self --top-k 2 --results csv |
            grep -c 'moon [23]' | grep -qx 2
        $2 search 'Pictures/meadow 1.jpg' --exclude-self --top-k 1 --results csv | grep -q meadow
        $2 verify" || fail "the command line failed"
}

# use_window ROOT PROGRAM PICTURE: opens the window on a search and keeps what the screen shows in PICTURE.
# An empty screen has one colour, and a message about an error a handful.
use_window() {
    local root=$1 picture=$3 colours
    in_clean_root "$root" su person -s /bin/bash -c '
        set -e
        cd
        Xvfb :99 -screen 0 1280x800x24 -nolisten tcp > /dev/null 2>&1 &
        display=$!
        export DISPLAY=:99
        for _ in $(seq 300); do xdpyinfo > /dev/null 2>&1 && break; sleep 0.1; done
        dbus-run-session -- '"$2"' --similar "Pictures/moon 1.png" > lookalike.log 2>&1 &
        program=$!
        for _ in $(seq 600); do
            xdotool search --onlyvisible --class lookalike > /dev/null 2>&1 && break
            sleep 0.1
        done
        window=$(xdotool search --onlyvisible --class lookalike | head -n 1)
        # Until the photos stand still: two pictures of the screen in a row are the same.
        for _ in $(seq 30); do
            sleep 1
            xwd -root -silent > screen.new
            if cmp -s screen.new screen.xwd && [ -n "$(ls .cache/thumbnails/large 2> /dev/null)" ]; then break; fi
            mv screen.new screen.xwd
        done
        echo "the window: $(xdotool getwindowname "$window")"
        xdotool windowclose "$window" || true
        for _ in $(seq 100); do kill -0 $program 2> /dev/null || break; sleep 0.1; done
        kill $program 2> /dev/null || true
        kill $display
        rm -f screen.new' || { cat "$root/home/person/lookalike.log" >&2 || true; fail "the window did not open"; }
    convert xwd:"$root/home/person/screen.xwd" "$picture"
    colours=$(identify -format '%k' "$picture")
    [ "$colours" -gt 500 ] || fail "the screen shows $colours colours: no window with photos"
    say "the window shows photos ($colours colours)"
    # Other programs find the thumbnails: the cache of the freedesktop specification.
    find "$root/home/person/.cache/thumbnails/large" -name '*.png' \
        -exec identify -format '%[Thumb::URI]\n' {} + | grep -qxF 'file:///home/person/Pictures/moon%201.png' ||
        fail "there is no thumbnail in the cache that all programs share"
}
