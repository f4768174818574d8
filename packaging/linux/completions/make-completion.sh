#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make-completion.sh PROGRAM [FOLDER]
#
# Writes the completions of bash, zsh and fish for lookalike-cli into FOLDER, from what PROGRAM's --help says
# of every command. Without FOLDER it prints what was read, one thing a line, with tabs between the fields:
#   /path/of/command  command|option|positional  names,with,commas  value's name  choices  description
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
program=${1:?} folder=${2:-}

# Reads one help text; understands the layouts of all CLI11 versions since 2.1.
# shellcheck disable=SC2016
read_help='
function flush() {
    if (kind != "") print path, kind, names, value, choices, description
    kind = ""
}
function start(what) { flush(); kind = what; names = value = choices = description = "" }
/^[A-Za-z]+: *$/ { flush(); section = tolower($1); next }
/^[^ ]/ { flush(); section = ""; next }
section == "" || NF == 0 { next }
/^ ? ? ? ?[^ ]/ || (section == "options:" && /^ *-/) {
    line = $0
    sub(/^ +/, "", line)
    if (section == "options:") {
        start("option")
        while (match(line, /^--?[A-Za-z0-9][-A-Za-z0-9]*,? */)) {
            name = substr(line, 1, RLENGTH)
            ended = name !~ /,/
            line = substr(line, RLENGTH + 1)
            gap = name ~ /  $/
            gsub(/[, ]/, "", name)
            names = names (names == "" ? "" : ",") name
            if (ended) break
        }
    } else {
        start(section == "subcommands:" ? "command" : "positional")
        match(line, /^[^ ]+ */)
        names = substr(line, 1, RLENGTH)
        gap = names ~ /  $/
        gsub(/ /, "", names)
        line = substr(line, RLENGTH + 1)
    }
    if (!gap && line != "") { # what the value is, up to two spaces
        value = line
        if (match(line, /  +/)) {
            value = substr(line, 1, RSTART - 1)
            line = substr(line, RSTART + RLENGTH)
        } else line = ""
        if (match(value, /\{[^}]*\}/)) choices = substr(value, RSTART + 1, RLENGTH - 2)
        many = value ~ / \.\.\./
        sub(/[ :=].*$/, "", value)
        sub(/,?\.\.\.$/, "", value)
        if (many) value = value "..."
    }
    description = line
    next
}
{ sub(/^ +/, ""); description = description (description == "" ? "" : " ") $0 }
END { flush() }'

table() {
    local path=$1 rows name
    shift
    rows=$("$program" "$@" --help | awk -v OFS='\t' -v path="$path" "$read_help")
    printf '%s\n' "$rows"
    while read -r name; do
        table "$path/$name" "$@" "$name"
    done < <(printf '%s\n' "$rows" | awk -F '\t' '$2 == "command" { print $3 }')
}

rows=$(table '')
if [ -z "$folder" ]; then
    printf '%s\n' "$rows"
    exit
fi
mkdir -p "$folder"
for shell in bash zsh fish; do
    printf '%s\n' "$rows" | awk -F '\t' -f "$here/$shell.awk" > "$folder/lookalike-cli.$shell"
done
