# SPDX-License-Identifier: GPL-3.0-or-later
# Where everything lies once it is installed. The build folder has the same shape (bin, lib/lookalike,
# share/lookalike), so that the programs find their parts relative to themselves in both.

set(lookalike_share "${CMAKE_INSTALL_DATADIR}/lookalike")

# What people run, what that starts, and the module that brings LibTorch in.
add_custom_target(lookalike_programs DEPENDS lookalike_cli lookalike_decoder lookalike_torch)
if(TARGET lookalike)
    add_dependencies(lookalike_programs lookalike)
endif()

# The programs install themselves.
install(TARGETS lookalike_torch LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/lookalike"
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")

file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/share/lookalike")
file(CREATE_LINK "${CMAKE_SOURCE_DIR}/resources/models" "${CMAKE_BINARY_DIR}/share/lookalike/models"
     COPY_ON_ERROR SYMBOLIC)
install(DIRECTORY "${CMAKE_SOURCE_DIR}/resources/models" DESTINATION "${lookalike_share}")

if(UNIX AND NOT APPLE)
    set(linux_dir "${CMAKE_SOURCE_DIR}/packaging/linux")
    set(man_pages "${linux_dir}/lookalike-cli.1")
    if(TARGET lookalike)
        install(FILES "${linux_dir}/org.lookalike.Lookalike.desktop"
                DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
        install(FILES "${linux_dir}/org.lookalike.Lookalike.metainfo.xml"
                DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
        install(FILES "${CMAKE_SOURCE_DIR}/resources/icons/org.lookalike.Lookalike.svg"
                DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
        list(APPEND man_pages "${linux_dir}/lookalike.1")
    endif()
    install(FILES ${man_pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
    install(FILES "${linux_dir}/completions/lookalike-cli.bash" RENAME lookalike-cli
            DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
    install(FILES "${linux_dir}/completions/_lookalike-cli"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/site-functions")
    install(FILES "${linux_dir}/completions/lookalike-cli.fish"
            DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d")
endif()
