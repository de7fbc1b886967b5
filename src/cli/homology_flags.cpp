#include "cli/homology_flags.hpp"

#include "cli/errors.hpp"
#include "cli/farming.hpp"
#include "cli/values.hpp"
#include "isthmus/formats/network_json.hpp"

namespace isthmus::cli {
namespace {

constexpr std::uint64_t largest_prime = 2'147'483'647;

bool is_prime(std::uint64_t n) {
  for (std::uint64_t d = 2; d * d <= n; ++d) {
    if (n % d == 0) return false;
  }
  return n >= 2;
}

}  // namespace

void declare_homology(Arguments& arguments, HomologyFlags& flags) {
  arguments.flag("--integral", flags.integral, "homology over the integers, with torsion");
  arguments.option("--modulo", "P", flags.prime,
                   "Betti numbers over the field with P elements instead of the rationals");
  arguments.option("--limit", "CELLS", flags.limit,
                   "most cells of one block; 5000000 if not given, about 100 bytes each");
}

void check_homology(const HomologyFlags& flags) {
  if (flags.integral && !flags.prime.empty()) {
    throw usage_error("--integral and --modulo contradict each other", "give one of them");
  }
  if (!flags.limit.empty()) static_cast<void>(parse_count("--limit", flags.limit, 1));
  if (flags.prime.empty()) return;
  const std::uint64_t p = parse_count("--modulo", flags.prime, 2);
  if (p > largest_prime || !is_prime(p)) {
    throw usage_error("--modulo takes a prime number below 2^31, not " + quoted(flags.prime),
                      "try --modulo 2");
  }
}

Coefficients coefficients_of(const HomologyFlags& flags) {
  if (flags.integral) return {Coefficients::Ring::integers, 0};
  if (flags.prime.empty()) return {};
  return {Coefficients::Ring::prime_field, Integer(parse_count("--modulo", flags.prime))};
}

TopologyOptions homology_options(const HomologyFlags& flags, const Common& common,
                                 const Network& network, Progress& progress) {
  TopologyOptions options;
  if (!flags.limit.empty()) options.cell_limit = parse_count("--limit", flags.limit);
  options.farm =
      farm_options(common, flags.checkpoint, "homology\n" + network_to_json(network), progress);
  options.on_phase = [&progress](const char* phase) { progress.phase(phase); };
  return options;
}

bool report_open_homology(const Analysis& analysis, const std::string& source,
                          const Common& common) {
  if (!analysis.facts || !analysis.facts->topology) return false;
  const Topology& factors = analysis.facts->topology->factors;
  if (factors.complete()) return false;
  print_error(limit_error("the homology is not determined: " + factors.reason,
                          "a larger --limit or --timeout may help; b_0 is known all the same")
                  .in_file(source),
              common.json ? Style::json : Style::line);
  return true;
}

}  // namespace isthmus::cli
