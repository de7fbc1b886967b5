#include "cli/initial.hpp"

#include "cli/errors.hpp"
#include "cli/values.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/initialise.hpp"

namespace isthmus::cli {
namespace {

Initialisation initialisation(const InitialFlags& flags) {
  Initialisation how;
  how.scheme = parse_scheme(flags.scheme);
  if (!flags.seed.empty()) how.seed = parse_count("--seed", flags.seed);
  how.precision = flags.precision == "binary64" ? Precision::binary64 : Precision::binary32;
  return how;
}

void refuse_without_scheme(const std::string& flag, const std::string& value) {
  if (value.empty()) return;
  throw usage_error(flag + " has no effect without --init", "add --init SCHEME or drop " + flag);
}

}  // namespace

void declare_initial(Arguments& arguments, InitialFlags& flags) {
  arguments.group("Weights drawn at random");
  arguments.option("--init", "SCHEME", flags.scheme,
                   "kaiming-normal, kaiming-uniform, xavier-normal, xavier-uniform or pytorch");
  arguments.option("--seed", "N", flags.seed, "of the draw; 0 if not given");
  arguments.option("--precision", "TYPE", flags.precision,
                   "binary32 or binary64, the first if not given: every weight is exactly such a "
                   "number");
}

void check_initial(const InitialFlags& flags, const Common& common) {
  if (!flags.precision.empty()) {
    require_choice("--precision", flags.precision, {"binary32", "binary64"});
  }
  if (flags.scheme.empty()) {
    refuse_without_scheme("--seed", flags.seed);
    refuse_without_scheme("--precision", flags.precision);
    return;
  }
  static_cast<void>(initialisation(flags));
  if (flags.seed.empty() && !common.quiet) {
    print_note("no --seed given; the weights are drawn with seed 0",
               common.json ? Style::json : Style::line);
  }
}

Network load(const std::string& source, const InitialFlags& flags) {
  Network network = load_network(source);
  if (!flags.scheme.empty()) initialise(network, initialisation(flags));
  return network;
}

// The reader of architecture strings quotes them as the place.
Error in_source(const Error& error, const std::string& source) {
  const bool named = is_architecture(source) && !error.detail().place.empty();
  return named ? error : error.in_file(source);
}

}  // namespace isthmus::cli
