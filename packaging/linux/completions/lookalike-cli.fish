# SPDX-License-Identifier: GPL-3.0-or-later
# fish completion for lookalike-cli
set -l commands index search evaluate embed status verify
complete -c lookalike-cli -f
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -l catalog -r -F -d "Use this catalog"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -l model -r -F -d "Image encoder"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -l max-megapixels -x -d "Open pictures up to this size"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -l device -x -a "auto cpu cuda mps" -d "Where the encoder runs"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -l json -d "One JSON object a line"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -l version -d "Show the version"
complete -c lookalike-cli -l help -d "Show help"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -a index -d "Add folders and read what is new"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -a search -d "Find photos that look like pictures"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -a evaluate -d "Measure retrieval on labelled folders"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -a embed -d "Write embeddings as safetensors"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -a status -d "Folders, photos and sizes"
complete -c lookalike-cli -n "not __fish_seen_subcommand_from $commands" -a verify -d "Check the catalog"
complete -c lookalike-cli -n "__fish_seen_subcommand_from index search evaluate embed" -F
complete -c lookalike-cli -n "__fish_seen_subcommand_from search evaluate" -l top-k -x -d "How many"
complete -c lookalike-cli -n "__fish_seen_subcommand_from search" -l min-score -x -d "Least score"
complete -c lookalike-cli -n "__fish_seen_subcommand_from search" -l exclude-self -d "Leave out the pictures themselves"
complete -c lookalike-cli -n "__fish_seen_subcommand_from embed" -l output -r -F -d "Where to write"
