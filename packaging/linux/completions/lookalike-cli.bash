# SPDX-License-Identifier: GPL-3.0-or-later
# bash completion for lookalike-cli
_lookalike_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local commands="index search duplicates trash undo decisions evaluate embed status verify" command="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case " $commands " in *" $word "*) command=$word ;; esac
    done

    case $previous in
        --device)
            mapfile -t COMPREPLY < <(compgen -W "auto cpu cuda mps" -- "$current")
            return
            ;;
        --catalog | --output | --model)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            return
            ;;
        --top-k | --min-score) return ;;
    esac

    local options="--help"
    case $command in
        "") options="--catalog --model --device --max-megapixels --json --help --version $commands" ;;
        search) options="--top-k --min-score --exclude-self --help" ;;
        evaluate) options="--top-k --help" ;;
        embed) options="--output --help" ;;
        duplicates) options="--relation --against --skip-same-folder --similar-shots --include-decided --no-scan --format --help" ;;
        trash) options="--relation --against --skip-same-folder --dry-run --link --help" ;;
        undo) options="--list --help" ;;
        decisions) options="--format --revoke --help" ;;
    esac
    if [[ $current == -* || -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
        return
    fi
    case $command in
        index | evaluate | duplicates | trash)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            ;;
        search | embed)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            ;;
    esac
}
complete -F _lookalike_cli lookalike-cli
