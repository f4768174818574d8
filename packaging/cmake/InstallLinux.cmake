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

# Completions come from what the command line says of itself, so that they are never behind it. It has to
# run for that, which it cannot do for another machine, and should not under a sanitizer.
set(completion_files)
if(NOT CMAKE_CROSSCOMPILING AND NOT LOOKALIKE_SANITIZE)
    set(completions "${CMAKE_BINARY_DIR}/packaging/completions/lookalike-cli")
    set(completion_files "${completions}.bash" "${completions}.zsh" "${completions}.fish")
    set(maker "${linux_dir}/completions")
    find_program(BASH_PROGRAM bash REQUIRED)
    add_custom_command(OUTPUT ${completion_files} VERBATIM
        DEPENDS lookalike_cli "${maker}/make-completion.sh" "${maker}/bash.awk" "${maker}/zsh.awk"
                "${maker}/fish.awk"
        COMMAND "${BASH_PROGRAM}" "${maker}/make-completion.sh" $<TARGET_FILE:lookalike_cli>
                "${CMAKE_BINARY_DIR}/packaging/completions")
    install(FILES "${completions}.bash" RENAME lookalike-cli
            DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
    # Debian's zsh does not look where everybody else's does.
    set(zsh_folder site-functions)
    if(EXISTS /etc/debian_version)
        set(zsh_folder vendor-completions)
    endif()
    install(FILES "${completions}.zsh" RENAME _lookalike-cli
            DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/${zsh_folder}")
    install(FILES "${completions}.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endif()

add_custom_target(lookalike_desktop_files ALL DEPENDS ${compressed_files} ${completion_files})
add_dependencies(lookalike_programs lookalike_desktop_files)
