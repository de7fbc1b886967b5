// Networks as commands take them: from a file or an architecture string, with weights drawn on
// request.
#pragma once

#include <string>

#include "cli/common.hpp"
#include "isthmus/error.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::cli {

struct InitialFlags {
  std::string scheme;
  std::string seed;
  std::string precision;
};

void declare_initial(Arguments& arguments, InitialFlags& flags);

/// Checks the flags; says once that seed 0 is used if --init came without --seed.
void check_initial(const InitialFlags& flags, const Common& common);

/// Reads one network and, if --init was given, draws its weights.
[[nodiscard]] Network load(const std::string& source, const InitialFlags& flags);

/// The error with the source filled in where nothing else says which network it is about.
[[nodiscard]] Error in_source(const Error& error, const std::string& source);

}  // namespace isthmus::cli
