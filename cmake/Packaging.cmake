# What `cmake --install` puts where: library, headers, CMake package; program, man page, completion.
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

# The man page is made of the program's own help texts, so that it cannot disagree with them.
if(NOT CMAKE_CROSSCOMPILING)
  set(man_page ${CMAKE_CURRENT_BINARY_DIR}/isthmus.1)
  add_custom_command(OUTPUT ${man_page}
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:isthmus_cli> -DVERSION=${PROJECT_VERSION}
            -DTEMPLATE=${CMAKE_CURRENT_SOURCE_DIR}/cmake/isthmus.1.in -DOUTPUT=${man_page}
            -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/ManPage.cmake
    DEPENDS isthmus_cli cmake/ManPage.cmake cmake/isthmus.1.in
    COMMENT "Writing the man page" VERBATIM)
  add_custom_target(isthmus_man ALL DEPENDS ${man_page})
  install(FILES ${man_page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
