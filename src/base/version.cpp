#include "isthmus/version.hpp"

#ifdef ISTHMUS_NUMBERS_BOOST
#include <boost/version.hpp>
#else
#include <flint/flint.h>
#include <gmp.h>
#include <mpfr.h>
// FLINT >= 3 contains Arb; before that Arb has headers and a version of its own.
#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif
#endif

#ifndef ISTHMUS_BLISS_VERSION
#define ISTHMUS_BLISS_VERSION "not built in"
#endif

#ifndef ISTHMUS_ONNX_VERSION
#define ISTHMUS_ONNX_VERSION "not built in"
#endif

namespace isthmus {

std::string version() { return ISTHMUS_VERSION; }

#ifdef ISTHMUS_NUMBERS_BOOST

std::vector<Component> built_in_components() {
  const std::string boost = std::to_string(BOOST_VERSION / 100000) + "." +
                            std::to_string(BOOST_VERSION / 100 % 1000) + "." +
                            std::to_string(BOOST_VERSION % 100);
  return {{"cpp_int", "Boost " + boost},    {"MPFR", "not built in"},
          {"FLINT", "not built in"},        {"Arb", "not built in"},
          {"bliss", ISTHMUS_BLISS_VERSION}, {"ONNX", ISTHMUS_ONNX_VERSION}};
}

#else

std::vector<Component> built_in_components() {
#ifdef ARB_VERSION
  const std::string arb = ARB_VERSION;
#else
  const std::string arb = "part of FLINT " FLINT_VERSION;
#endif
  return {{"GMP", gmp_version}, {"MPFR", mpfr_get_version()},     {"FLINT", FLINT_VERSION},
          {"Arb", arb},         {"bliss", ISTHMUS_BLISS_VERSION}, {"ONNX", ISTHMUS_ONNX_VERSION}};
}

#endif

}  // namespace isthmus
