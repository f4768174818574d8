# SPDX-License-Identifier: GPL-3.0-or-later
# offered-by-zsh.zsh FOLDER WANTED: prints "path<TAB>word" for every word that zsh offers after each path of
# WANTED, with the completions of FOLDER, in a shell with a line editor on a terminal of its own.
zmodload zsh/zpty
cat > $1/setup.zsh << SETUP
PS1=
fpath=($1 \$fpath)
autoload -Uz compinit && compinit -u -D
# Takes the place of what adds a candidate: writes it down as well.
compadd() {
    local -a found
    if [[ " \$*" != *' -'[OAD]' '* ]]; then
        builtin compadd -O found "\$@"
        print -rl -- \$asked\$'\t'\${^found} >> $1/offers
    fi
    builtin compadd "\$@"
}
# Asks as soon as the line editor is there, once for each line.
zle-line-init() {
    local asked words stem
    while IFS=\$'\t' read -r asked words; do
        stem=; [[ \$words == --* ]] && stem=--
        BUFFER="lookalike-cli \${asked:+\$asked }\$stem"
        CURSOR=\$#BUFFER
        zle list-choices
    done < $2
    print FINISHED
}
zle -N zle-line-init
SETUP
: > $1/offers
zpty completing zsh -f -i
zpty -w completing "source $1/setup.zsh"
zpty -r -m completing shown '*FINISHED*'
zpty -d completing
cat $1/offers
