# What `cmake --install` puts where: library, headers, CMake package; programs, man pages, completion;
# the Coq theory that exported theorems need, and what a reader of proofs needs.
# tests/consumer uses the installed tree the way another project would.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/isthmus)

set_target_properties(isthmus_numbers PROPERTIES EXPORT_NAME numbers)
install(TARGETS isthmus isthmus_numbers EXPORT isthmus-targets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/isthmus DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
install(EXPORT isthmus-targets NAMESPACE isthmus:: DESTINATION ${package_dir})

configure_package_config_file(cmake/isthmus-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/isthmus-config.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/isthmus-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/isthmus-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/isthmus-config-version.cmake
        DESTINATION ${package_dir})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

install(TARGETS isthmus_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES cmake/completions/isthmus.bash RENAME isthmus
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES cmake/completions/_isthmus DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES cmake/completions/isthmus.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# The checker, and the theory: sources, since compiled files of Coq fit only the Coq that made them.
if(TARGET isthmus-check)
  install(TARGETS isthmus-check RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(DIRECTORY proofs/coq/ DESTINATION ${CMAKE_INSTALL_DATADIR}/isthmus/coq
        FILES_MATCHING PATTERN "*.v" PATTERN "_CoqProject")
# Their links to each other are relative.
install(FILES proofs/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/proofs)
install(FILES docs/certificate.md docs/proofs.md DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

# isthmus_man_page(NAME TARGET): NAME.1, made of the program's own help texts, so that it cannot
# disagree with them.
function(isthmus_man_page name target)
  set(man_page ${CMAKE_CURRENT_BINARY_DIR}/${name}.1)
  add_custom_command(OUTPUT ${man_page}
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${target}> -DVERSION=${PROJECT_VERSION}
            -DTEMPLATE=${CMAKE_CURRENT_SOURCE_DIR}/cmake/${name}.1.in -DOUTPUT=${man_page}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/ManPage.cmake
    DEPENDS ${target} cmake/ManPage.cmake cmake/${name}.1.in
    COMMENT "Writing the man page of ${name}" VERBATIM)
  add_custom_target(${name}_man ALL DEPENDS ${man_page})
  install(FILES ${man_page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()

if(NOT CMAKE_CROSSCOMPILING)
  isthmus_man_page(isthmus isthmus_cli)
  if(TARGET isthmus-check)
    isthmus_man_page(isthmus-check isthmus-check)
  endif()
endif()
