# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion from the table of make-completion.sh.
function add(list, key, text) { list[key] = list[key] (list[key] == "" ? "" : " ") text }
function kind(name, value) {
    if (value ~ /^(FOLDER|DIR)/ || name ~ /^(FOLDER|DIR)$/ || name == "--folder") return "folders"
    if (value ~ /^FILE/ || name ~ /^(FILE|IMAGE|BACKUP)$/) return "files"
    return "nothing"
}
{ if (!($1 in seen)) { seen[$1] = 1; order[++count] = $1 } }
$2 == "command" { add(commands, $1, $3); paths = paths (paths == "" ? "" : " | ") $1 "/" $3 }
$2 == "positional" { places[$1] = kind($3, $4) }
$2 == "option" && ($1 == "" || $3 !~ /--help/) {
    split("", names)
    number = split($3, names, ",")
    for (i = 1; i <= number; ++i) if (names[i] ~ /^--/) add(options, $1, names[i])
    if ($4 == "") next
    pattern = ""
    for (i = 1; i <= number; ++i)
        pattern = pattern (i > 1 ? " | " : "") ($1 == "" ? "*" : "") "\"" $1 " " names[i] "\""
    choice = $5
    gsub(/,/, " ", choice)
    line = "        " pattern ") " (choice != "" ? "offer=\"" choice "\"" : "take=" kind(names[number], $4)) " ;;\n"
    if ($1 == "") common = common line; else values = values line
}
END {
    print "# SPDX-License-Identifier: GPL-3.0-or-later"
    print "# bash completion for lookalike-cli, made from its --help."
    print "_lookalike_cli() {"
    print "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}"
    print "    local word path='' offer='' take=''"
    print "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do"
    print "        case $path/$word in"
    print "            " paths ") path=$path/$word ;;"
    print "        esac"
    print "    done"
    print "    case \"$path $previous\" in"
    printf "%s%s", values, common
    print "        *)"
    print "            case $path in"
    for (i = 1; i <= count; ++i) {
        path = order[i]
        printf "                '%s') offer=\"%s\" take=%s ;;\n", path,
            commands[path] (commands[path] == "" ? "" : " ") options[path] (path == "" ? "" : " " options[""]),
            path in places ? places[path] : "nothing"
    }
    print "            esac"
    print "            if [[ $take != nothing && $current != -* ]]; then offer=''; fi"
    print "            ;;"
    print "    esac"
    print "    mapfile -t COMPREPLY < <(compgen -W \"$offer\" -- \"$current\")"
    print "    if [[ -z $offer && $take == folders ]]; then"
    print "        compopt -o filenames 2> /dev/null"
    print "        mapfile -t COMPREPLY < <(compgen -d -- \"$current\")"
    print "    elif [[ -z $offer && $take == files ]]; then"
    print "        compopt -o filenames 2> /dev/null"
    print "        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")"
    print "    fi"
    print "}"
    print "complete -F _lookalike_cli lookalike-cli"
}
