# SPDX-License-Identifier: GPL-3.0-or-later
# How a Linux desktop gets to know the program: launcher, icons, file manager, manual, shells.
set(linux_dir "${CMAKE_SOURCE_DIR}/packaging/linux")

# A file as packages want it: compressed, the same bytes for the same input.
find_program(GZIP_PROGRAM gzip REQUIRED)
set(compressed_files)
function(lookalike_install_compressed file destination name)
    set(output "${CMAKE_BINARY_DIR}/packaging/${name}.gz")
    add_custom_command(OUTPUT "${output}" DEPENDS "${file}" VERBATIM
                       COMMAND sh -c "\"$0\" -9nc \"$1\" > \"$2\"" "${GZIP_PROGRAM}" "${file}" "${output}")
    install(FILES "${output}" DESTINATION "${destination}")
    set(compressed_files ${compressed_files} "${output}" PARENT_SCOPE)
endfunction()

set(man_pages lookalike-cli lookalike-decoder)
if(TARGET lookalike)
    list(APPEND man_pages lookalike)
    install(FILES "${linux_dir}/org.lookalike.Lookalike.desktop"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES "${linux_dir}/org.lookalike.Lookalike.metainfo.xml"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/org.lookalike.Lookalike.svg"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
    # For desktops that cannot draw SVG.
    foreach(size IN ITEMS 48 128 256)
        install(FILES "${linux_dir}/icons/${size}.png" RENAME org.lookalike.Lookalike.png
                DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps")
    endforeach()
    # "Find similar photos" in Dolphin and in Nemo.
    install(FILES "${linux_dir}/org.lookalike.similar.desktop"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/kio/servicemenus")
    install(FILES "${linux_dir}/org.lookalike.similar.nemo_action"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/nemo/actions")
endif()
foreach(page IN LISTS man_pages)
    lookalike_install_compressed("${linux_dir}/${page}.1" "${CMAKE_INSTALL_MANDIR}/man1" ${page}.1)
endforeach()
install(FILES "${linux_dir}/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/lookalike")
lookalike_install_compressed("${linux_dir}/changelog" "${CMAKE_INSTALL_DATADIR}/doc/lookalike" changelog)

# Completions come from what the command line says of itself, so that they are never behind it.
set(completions "${CMAKE_BINARY_DIR}/packaging/completions")
find_program(BASH_PROGRAM bash REQUIRED)
set(completion_files)
foreach(shell IN ITEMS bash zsh fish)
    add_custom_command(OUTPUT "${completions}/lookalike-cli.${shell}" VERBATIM
        DEPENDS lookalike_cli "${linux_dir}/completions/make-completion.sh"
                "${linux_dir}/completions/${shell}.awk"
        COMMAND "${BASH_PROGRAM}" "${linux_dir}/completions/make-completion.sh" ${shell}
                $<TARGET_FILE:lookalike_cli> "${completions}/lookalike-cli.${shell}")
    list(APPEND completion_files "${completions}/lookalike-cli.${shell}")
endforeach()
install(FILES "${completions}/lookalike-cli.bash" RENAME lookalike-cli
        DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
if(EXISTS /etc/debian_version)
    set(zsh_folder vendor-completions)
else()
    set(zsh_folder site-functions)
endif()
install(FILES "${completions}/lookalike-cli.zsh" RENAME _lookalike-cli
        DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/${zsh_folder}")
install(FILES "${completions}/lookalike-cli.fish"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")

add_custom_target(lookalike_desktop_files ALL DEPENDS ${compressed_files} ${completion_files})
add_dependencies(lookalike_programs lookalike_desktop_files)
