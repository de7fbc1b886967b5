# Rooms: one folder of src/, one object library; all of them together are the library `isthmus`.
set(ISTHMUS_ROOMS "" CACHE INTERNAL "")

# Flags of every target of our own.
function(isthmus_flags target)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
    $<$<BOOL:${ISTHMUS_WERROR}>:-Werror>)
  # g++ 12 sees overlaps that cannot be in `"text" + string` (GCC bug 105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
      -Wno-array-bounds)
  endif()
  # … and cannot follow which member of cpp_int's union is in use.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND ISTHMUS_NUMBERS STREQUAL "boost")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
  # … nor, in instrumented code, which alternative of a variant is.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND ISTHMUS_SANITIZE AND target MATCHES "pattern")
    target_compile_options(${target} PRIVATE -Wno-maybe-uninitialized)
  endif()
  if(ISTHMUS_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(${target} PRIVATE -fsanitize=address,undefined)
  endif()
endfunction()

# Boost's number headers are most of the cost of compiling a small file. With ISTHMUS_PRECOMPILE they
# are compiled once, for all targets that name the same owner: their
# flags and definitions must agree, -O too (g++ 12 crashes otherwise).
function(isthmus_precompile target owner)
  if(NOT ISTHMUS_PRECOMPILE)
    return()
  endif()
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE <isthmus/exact/numbers.hpp>
      <algorithm> <map> <optional> <sstream> <string> <vector> ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()

# isthmus_room(NAME): src/NAME/*.cpp. Files named *_flint.cpp or *_arb.cpp need those libraries
# and are left out of the header-only number build; *_bliss.cpp are left out where bliss is missing, and
# *_protobuf.cpp where ONNX is. A room may have folders of its own.
function(isthmus_room name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/${name}/*.cpp
       ${CMAKE_CURRENT_SOURCE_DIR}/src/${name}/*/*.cpp)
  if(NOT sources)
    return()
  endif()
  if(ISTHMUS_NUMBERS STREQUAL "boost")
    list(FILTER sources EXCLUDE REGEX "_(flint|arb)\\.cpp$")
  endif()
  if(NOT ISTHMUS_BLISS)
    list(FILTER sources EXCLUDE REGEX "_bliss\\.cpp$")
  endif()
  if(NOT ISTHMUS_WITH_ONNX)
    list(FILTER sources EXCLUDE REGEX "_protobuf\\.cpp$")
  endif()
  add_library(isthmus_${name} OBJECT ${sources})
  isthmus_flags(isthmus_${name})
  target_include_directories(isthmus_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
  target_link_libraries(isthmus_${name} PUBLIC isthmus_numbers Threads::Threads
    PRIVATE fmt::fmt-header-only nlohmann_json::nlohmann_json)
  target_compile_definitions(isthmus_${name} PRIVATE ISTHMUS_VERSION="${PROJECT_VERSION}")
  set_target_properties(isthmus_${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  isthmus_precompile(isthmus_${name} isthmus_base)
  set(ISTHMUS_ROOMS ${ISTHMUS_ROOMS} ${name} CACHE INTERNAL "")
endfunction()

# Adds the Coq files of proofs/coq as string literals (src/proof/coq_theory.hpp).
function(isthmus_embed_theory target)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/generated/coq_theory.cpp)
  set(script ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedTheory.cmake)
  file(GLOB theory CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/proofs/coq/*.v)
  add_custom_command(OUTPUT ${out} DEPENDS ${theory} ${script} VERBATIM
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${CMAKE_CURRENT_SOURCE_DIR}/proofs/coq -DOUT=${out} -P ${script})
  target_sources(${target} PRIVATE ${out})
endfunction()

function(isthmus_library)
  add_library(isthmus STATIC)
  foreach(room IN LISTS ISTHMUS_ROOMS)
    target_sources(isthmus PRIVATE $<TARGET_OBJECTS:isthmus_${room}>)
  endforeach()
  set_target_properties(isthmus PROPERTIES LINKER_LANGUAGE CXX)
  target_compile_features(isthmus PUBLIC cxx_std_20)
  target_include_directories(isthmus PUBLIC
    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
  target_link_libraries(isthmus PUBLIC isthmus_numbers Threads::Threads PRIVATE ZLIB::ZLIB)
  add_library(isthmus::isthmus ALIAS isthmus)
endfunction()

# What the targets of the tests have in common. Optimising assertions is most of the cost of compiling
# them, and nearly all work is done by the library; instrumented ones cost twice as much again.
function(isthmus_test_target target)
  isthmus_flags(${target})
  if(ISTHMUS_SANITIZE)
    target_compile_options(${target} PRIVATE -O0 -fno-sanitize=null,alignment,object-size,vptr)
  elseif(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -O1)
  endif()
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(${target} PRIVATE isthmus_numbers doctest::doctest
    nlohmann_json::nlohmann_json fmt::fmt-header-only)
  target_compile_definitions(${target} PRIVATE ISTHMUS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
endfunction()

# isthmus_test_objects(NAME FILES…): what several test programs link, compiled once; they link
# isthmus_test_NAME. No file of its own belongs to a test, even if it lies in the test's folder.
function(isthmus_test_objects name)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  add_library(isthmus_test_${name} OBJECT ${sources})
  isthmus_test_target(isthmus_test_${name})
  target_include_directories(isthmus_test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/include)
  isthmus_precompile(isthmus_test_${name} test_exact)
  set_property(GLOBAL APPEND PROPERTY ISTHMUS_SHARED_TEST_FILES ${sources})
endfunction()

# isthmus_room_test(NAME [rooms…]): tests/NAME/*.cpp as the CTest test `NAME`, linked with only the
# rooms named, so that a test also shows that its room needs nothing above it.
function(isthmus_room_test name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  if(ISTHMUS_NUMBERS STREQUAL "boost")
    list(FILTER sources EXCLUDE REGEX "_(flint|arb)\\.cpp$")
  endif()
  if(NOT ISTHMUS_BLISS)
    list(FILTER sources EXCLUDE REGEX "_bliss\\.cpp$")
  endif()
  if(NOT ISTHMUS_WITH_ONNX)
    list(FILTER sources EXCLUDE REGEX "_protobuf\\.cpp$")
  endif()
  get_property(shared GLOBAL PROPERTY ISTHMUS_SHARED_TEST_FILES)
  list(REMOVE_ITEM sources ${shared})
  if(NOT sources)
    return()
  endif()
  if(NOT TARGET isthmus_test_main)
    add_library(isthmus_test_main OBJECT ${PROJECT_SOURCE_DIR}/tests/support/main.cpp)
    isthmus_test_target(isthmus_test_main)
  endif()
  add_executable(test_${name} ${sources} $<TARGET_OBJECTS:isthmus_test_main>)
  isthmus_test_target(test_${name})
  foreach(room IN LISTS ARGN)
    if(TARGET isthmus_${room})
      target_link_libraries(test_${name} PRIVATE isthmus_${room})
    endif()
  endforeach()
  isthmus_precompile(test_${name} test_exact <doctest/doctest.h>)
  # Instrumented code takes fifteen times as long; the longest searches do without.
  set(without "")
  if(ISTHMUS_SANITIZE)
    set(without --test-suite-exclude=long)
  endif()
  add_test(NAME ${name} COMMAND test_${name} ${without})
endfunction()
