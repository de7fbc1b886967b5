# The libraries the product is built on, as interface targets; see docs/architecture.md.
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt 9 REQUIRED)

add_library(isthmus_numbers INTERFACE)
target_link_libraries(isthmus_numbers INTERFACE Boost::headers)
if(ISTHMUS_NUMBERS STREQUAL "boost")
  target_compile_definitions(isthmus_numbers INTERFACE ISTHMUS_NUMBERS_BOOST)
elseif(ISTHMUS_NUMBERS STREQUAL "gmp")
  find_library(GMP_LIBRARY gmp REQUIRED)
  find_library(MPFR_LIBRARY mpfr REQUIRED)
  find_library(FLINT_LIBRARY flint REQUIRED)
  # FLINT >= 3 contains Arb; before that it is a library of its own.
  find_library(ARB_LIBRARY NAMES arb flint-arb)
  find_path(FLINT_INCLUDE_DIR flint/fmpz_mat.h REQUIRED)
  set(ISTHMUS_NUMBER_LIBRARIES flint mpfr gmp)
  if(ARB_LIBRARY)
    list(PREPEND ISTHMUS_NUMBER_LIBRARIES arb)
  endif()
  # Paths of this machine stay out of the installed package, whose config file looks for itself.
  target_include_directories(isthmus_numbers INTERFACE $<BUILD_INTERFACE:${FLINT_INCLUDE_DIR}>)
  target_link_libraries(isthmus_numbers INTERFACE
    $<$<BOOL:${ARB_LIBRARY}>:$<BUILD_INTERFACE:${ARB_LIBRARY}>>
    $<BUILD_INTERFACE:${FLINT_LIBRARY}> $<BUILD_INTERFACE:${MPFR_LIBRARY}> $<BUILD_INTERFACE:${GMP_LIBRARY}>)
else()
  message(FATAL_ERROR "ISTHMUS_NUMBERS is '${ISTHMUS_NUMBERS}'; use gmp or boost")
endif()
