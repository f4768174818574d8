# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion from the table of make-completion.sh.
function quoted(text) { gsub(/[\\']/, "\\\\&", text); return "'" text "'" }
function files(name, value) {
    if (value ~ /^(FOLDER|DIR)/ || name ~ /^(FOLDER|DIR)$/ || name == "--folder")
        return " -x -a '(__fish_complete_directories)'"
    if (value ~ /^FILE/ || name ~ /^(FILE|IMAGE|BACKUP)$/) return " -r -F"
    return " -x"
}
function at(path) { return path == "" ? "" : " -n '__lookalike_cli_at " path "'" }
$2 == "command" {
    paths = paths " " $1 "/" $3
    body = body "complete -c lookalike-cli -n \"__lookalike_cli_at '" $1 "'\" -a " $3 " -d " quoted($6) "\n"
}
$2 == "positional" && files($3, $4) != " -x" {
    line = files($3, $4)
    sub(/ -[rx]/, "", line)
    body = body "complete -c lookalike-cli" at($1) line "\n"
}
$2 == "option" && ($1 == "" || $3 !~ /--help/) {
    number = split($3, names, ",")
    line = ""
    for (i = 1; i <= number; ++i)
        line = line (names[i] ~ /^--/ ? " -l " substr(names[i], 3) : " -s " substr(names[i], 2))
    choice = $5
    gsub(/,/, " ", choice)
    if (choice != "") line = line " -x -a " quoted(choice)
    else if ($4 != "") line = line files(names[number], $4)
    body = body "complete -c lookalike-cli" at($1) line " -d " quoted($6) "\n"
}
END {
    print "# SPDX-License-Identifier: GPL-3.0-or-later"
    print "# fish completion for lookalike-cli, made from its --help."
    print "function __lookalike_cli_at --description 'Whether this command stands on the line'"
    print "    set -l path ''"
    print "    for word in (commandline -opc)[2..]"
    print "        if contains -- \"$path/$word\"" paths
    print "            set path \"$path/$word\""
    print "        end"
    print "    end"
    print "    test \"$path\" = \"$argv[1]\""
    print "end"
    print "complete -c lookalike-cli -f"
    printf "%s", body
}
