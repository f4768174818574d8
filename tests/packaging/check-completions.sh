#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check-completions.sh bash|zsh|fish BUILD_FOLDER: the shell reads our completions, and offers every command
# and every option that the command line's own --help names.
# shellcheck source=tests/packaging/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
shell=$1
program=$2/bin/lookalike-cli
completions=$2/packaging/completions/lookalike-cli.$shell
need "$shell"

# One "path<TAB>words that must be offered" a line, read from --help by other means than ours.
wanted=$(mktemp)
scratch=$(mktemp -d)
trap 'rm -rf "$wanted" "$scratch"' EXIT
collect() {
    local help options commands name
    help=$("$program" "$@" --help)
    options=$(grep -oE '^ +(-[A-Za-z], *)?--[a-z][-a-z]*' <<< "$help" | grep -oE -- '--[a-z][-a-z]*')
    commands=$(sed -nE '/^[Ss][Uu][Bb][Cc][Oo][Mm][Mm][Aa][Nn][Dd][Ss]:/,/^$/s/^  ([a-z][-a-z]*).*/\1/p' <<< "$help")
    printf '%s\t%s\n' "$*" "$(tr '\n' ' ' <<< "$options")" >> "$wanted"
    if [ -n "$commands" ]; then printf '%s\t%s\n' "$*" "$(tr '\n' ' ' <<< "$commands")" >> "$wanted"; fi
    for name in $commands; do collect "$@" "$name"; done
}
collect
[ "$(wc -l < "$wanted")" -gt 20 ] || problem "--help names hardly any command"

# expect PATH WORDS OFFERED
expect() {
    local word
    for word in $2; do
        grep -qxF -- "$word" <<< "$3" || problem "$shell does not offer $word after 'lookalike-cli $1'"
    done
}

case $shell in
    bash)
        bash -n "$completions"
        # shellcheck disable=SC1090
        . "$completions"
        while IFS=$'\t' read -r path words; do
            read -ra COMP_WORDS <<< "lookalike-cli $path"
            case $words in --*) COMP_WORDS+=(--) ;; *) COMP_WORDS+=('') ;; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _lookalike_cli 2> /dev/null || true
            expect "$path" "$words" "$(printf '%s\n' "${COMPREPLY[@]}")"
        done < "$wanted"
        COMP_WORDS=(lookalike-cli search --orientation '') COMP_CWORD=3
        _lookalike_cli || true
        expect 'search --orientation' 'landscape portrait' "$(printf '%s\n' "${COMPREPLY[@]}")"
        touch "$scratch/a photo.jpg" && mkdir "$scratch/folder" && cd "$scratch" || exit 1
        COMP_WORDS=(lookalike-cli search '') COMP_CWORD=2
        _lookalike_cli 2> /dev/null || true
        expect search "folder" "$(printf '%s\n' "${COMPREPLY[@]}")"
        has "$(printf '%s\n' "${COMPREPLY[@]}")" '^a photo.jpg$' "pictures after search"
        COMP_WORDS=(lookalike-cli index '') COMP_CWORD=2
        _lookalike_cli 2> /dev/null || true
        has_not "$(printf '%s\n' "${COMPREPLY[@]}")" 'photo' "files after index"
        ;;
    fish)
        HOME=$scratch XDG_CONFIG_HOME=$scratch fish --no-config -c '
            source $argv[1]
            while read --line line
                set -l fields (string split \t -- $line)
                set -l stem ""
                string match -q -- "--*" $fields[2]; and set stem "--"
                echo "== $fields[1]"(printf "\t")"$fields[2]"
                complete -C "lookalike-cli $fields[1] $stem" | string replace -r "\t.*" ""
            end < $argv[2]' "$completions" "$wanted" > "$scratch/offered"
        path='' words='' offered=''
        while IFS= read -r line; do
            case $line in
                '== '*)
                    if [ -n "$words" ]; then expect "$path" "$words" "$offered"; fi
                    path=${line#== } && words=${path#*$'\t'} && path=${path%%$'\t'*} offered=''
                    ;;
                *) offered+=$line$'\n' ;;
            esac
        done < <(cat "$scratch/offered" && echo '== ')
        [ "$(grep -c '^== ' "$scratch/offered")" -eq "$(wc -l < "$wanted")" ] || problem "fish did not answer"
        ;;
    zsh)
        zsh -n "$completions"
        # In a real shell on a terminal of its own, what Tab offers is written by our own compadd.
        cp "$completions" "$scratch/_lookalike-cli"
        zsh -f "$source_dir/tests/packaging/offered-by-zsh.zsh" "$scratch" "$wanted" > "$scratch/offered" 2> /dev/null ||
            problem "zsh did not complete"
        while IFS=$'\t' read -r path words; do
            expect "$path" "$words" "$(sed -n "s/^$path\t//p" "$scratch/offered")"
        done < "$wanted"
        ;;
esac
finish
