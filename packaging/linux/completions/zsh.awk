# SPDX-License-Identifier: GPL-3.0-or-later
# zsh completion from the table of make-completion.sh: one function a command.
function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/\[/, "\\[", text)
    gsub(/\]/, "\\]", text)
    gsub(/:/, "\\:", text)
    gsub(/'/, "'\\''", text)
    return text
}
function action(name, value, choice) {
    if (choice != "") { gsub(/,/, " ", choice); return "(" choice ")" }
    if (value ~ /^(FOLDER|DIR)/ || name ~ /^(FOLDER|DIR)$/ || name == "--folder") return "_files -/"
    if (value ~ /^FILE/ || name ~ /^(FILE|IMAGE|BACKUP)$/) return "_files"
    return ""
}
function functionName(path) { gsub(/[^a-z]/, "_", path); return "_lookalike_cli" path }
{ if (!($1 in seen)) { seen[$1] = 1; order[++count] = $1 } }
$2 == "command" {
    commands[$1] = commands[$1] "        '" quoted($3) ":" quoted($6) "'\n"
    calls[$1] = calls[$1] "        " $3 ") " functionName($1 "/" $3) " ;;\n"
}
$2 == "positional" {
    many = $4 ~ /\.\.\.$/ ? "*" : ++places[$1]
    arguments[$1] = arguments[$1] "        '" many ":" $3 ":" action($3, $4, $5) "'\n"
}
$2 == "option" && ($1 == "" || $3 !~ /--help/) {
    number = split($3, names, ",")
    for (i = 1; i <= number; ++i) {
        value = $4
        sub(/\.\.\.$/, "", value)
        line = "        '" ($4 ~ /\.\.\.$/ ? "*" : "") names[i] \
            (value == "" ? "" : names[i] ~ /^--/ ? "=" : "+") "[" quoted($6) "]" \
            (value == "" ? "" : ":" quoted(value) ":" action(names[i], $4, $5)) "'\n"
        if ($1 == "") common = common line; else arguments[$1] = arguments[$1] line
    }
}
END {
    print "#compdef lookalike-cli"
    print "# SPDX-License-Identifier: GPL-3.0-or-later"
    print "# zsh completion for lookalike-cli, made from its --help."
    print ""
    print "_lookalike_cli_common=("
    printf "%s", common
    print ")"
    for (i = count; i >= 1; --i) {
        path = order[i]
        print ""
        print functionName(path) "() {"
        if (commands[path] != "") {
            print "    local context state line"
            print "    local -a commands=("
            printf "%s", commands[path]
            print "    )"
        }
        print "    _arguments -C -s $_lookalike_cli_common \\"
        text = arguments[path]
        gsub(/'\n/, "' \\\n", text)
        printf "%s", text
        if (commands[path] == "") {
            print "        && return"
        } else {
            print "        '1: :->command' '*:: :->arguments'"
            print "    case $state in"
            print "    command) _describe command commands ;;"
            print "    arguments)"
            print "        case $words[1] in"
            printf "%s", calls[path]
            print "        esac"
            print "        ;;"
            print "    esac"
        }
        print "}"
    }
    print ""
    print "if [[ $funcstack[1] == _lookalike-cli ]]; then"
    print "    _lookalike_cli \"$@\""
    print "else"
    print "    compdef _lookalike_cli lookalike-cli"
    print "fi"
}
