// A certificate as it was read: plain data, in the order of docs/certificate.md.
//
// The reader guarantees the conventions of that page (ranges, strictly increasing sets and vectors,
// canonical rationals); whether anything is proved is the business of the rules.
#pragma once

#include <gmpxx.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check.hpp"

namespace isthmus_check {

using Rational = mpq_class;
using Id = std::uint32_t;  // number of a node (the ground is number h) or of an edge
using Ids = std::vector<Id>;
using Vector = std::vector<std::pair<Id, Rational>>;  // sparse, by increasing edge

struct Edge {
  Id tail = 0, head = 0;
  std::uint64_t multiplicity = 1;
};

// clang-format off
// The kinds of steps, in the order in which they stand in a file and are checked; entries of the
// search; parts of other steps; the first and the last claim.
enum Section {
  base, locks, from_ground, to_ground, free_edges, empty, point, floating, forest, interior,
  interior_forest, weak, regular_free, always_floating, strata, search, distance, reach, no_section,
  branch_entry = no_section, cut_entry, found_entry, split_entry, none_entry, detour_part, zero_part,
  first_claim, last_claim = first_claim + 12
};
// clang-format on

// How a step or claim is written: its name in JSON and on lines, whether it may come several times,
// and what follows the name. Capitals are fields, and all else stands there literally:
//   K kind         E edge       N node               I number          L number, a logarithm
//   B rational     S set        P extends, if any    U uses
//   T tree: node, edge, …
//   V sparse vector             W walk: edges        D detours         Z zeros
//   C complete                  Y true
struct Form {
  std::string_view key, keyword;
  bool many;
  std::string_view json, line;
};
inline constexpr Form forms[] = {
    {"base", "base", false, "V", "V"},
    {"locks", "lock", true, "{edge:E,kind:K,set:SP,uses:U,bound:B}", "K E B set S P U"},
    {"bypass.from_ground", "from-ground", true, "T", "T"},
    {"bypass.to_ground", "to-ground", true, "T", "T"},
    {"free", "free", true, "V", "V"},
    {"empty", "empty", false, "{kind:K,set:S,uses:U,bound:B}", "K B set S U"},
    {"point", "point", false, "V", "V"},
    {"floating", "floating", false, "S", "S"},
    {"forest", "forest", false, "T", "T"},
    {"interior", "interior", false, "V", "V"},
    {"interior_forest", "interior-forest", false, "T", "T"},
    {"weak", "weak", true, "{edge:E,kind:K,set:SP,uses:U}", "K E set S P U"},
    {"regular_free", "regular-free", true, "{difference:V,detours:D}", "V D"},
    {"always_floating", "always-floating", false, "{kind:K,set:S}", "K set S"},
    {"strata", "stratum", true, "{set:S,difference:V}", "set S difference V"},
    {"search", "", true, "{X}", ""},
    {"distance", "distance", false, "S", "S"},
    {"distance.reach", "reach", true, "{node:N,flow:V}", "N V"},
    {"branch", "branch", true, "N", "N"},
    {"cut", "cut", true, "{kind:K,set:S}", "K set S"},
    {"found", "found", true, "I", "I"},
    {"split", "split", true, "{part:S,zeros:Z}", "S Z"},
    {"none", "none", true, "Y", ""},
    {"detours", "detour", true, "[E,W]", "E W"},
    {"zeros", "zero", true, "{kind:K,set:S}", "K S"},
    {"empty", "empty", true, "", ""},
    {"nonempty", "nonempty", true, "", ""},
    {"components", "components", true, ",log2:L", "L"},
    {"connected", "connected", true, "", ""},
    {"disconnected", "disconnected", true, "", ""},
    {"singular_point", "singular-point", true, "", ""},
    {"regular_point", "regular-point", true, "", ""},
    {"singular_exists", "singular-exists", true, "", ""},
    {"smooth", "smooth", true, "", ""},
    {"regular_components", "regular-components", true, ",log2:L", "L"},
    {"no_regular_point", "no-regular-point", true, "", ""},
    {"strata", "strata", true, ",count:I,complete:C", "I C"},
    {"distance", "distance", true, ",squared:B", "B"}};

enum class Kind { in, out };

// One step or claim of any form; what the form has no use for is empty.
struct Step {
  int form = 0;
  Kind kind = Kind::in;
  Id node = 0, edge = 0;
  std::uint64_t number = 0;  // stratum found, log2 or count
  bool complete = false;
  Ids nodes, edges;         // set and uses; a tree's nodes and the edge of each; a detour's walk
  Ids extends;              // the steps whose sets belong to this one's
  Rational bound;           // 0 where there is none; of a claim `squared`
  Vector vector;            // point, difference or flow
  std::vector<Step> parts;  // detours, or the zeros of a split
};

struct Certificate {
  Id hidden = 0;
  std::vector<Edge> network;
  std::vector<std::string> node_names, edge_names;  // empty, or one for each
  std::vector<Rational> balance;
  std::vector<Step> claims;
  std::array<std::vector<Step>, no_section> steps;
};

/// Reads either form, told apart by the first byte; throws Outcome (malformed).
[[nodiscard]] Certificate read_certificate(std::string_view text);

/// Checks every step, then every claim; throws Outcome (not_proved). Appends the steps that hold,
/// as lines, if `lines` is given.
void check_certificate(const Certificate& certificate, std::string* lines);

/// The fields of a step or claim as on its line, but with names if there are any, and 2^n for a
/// logarithm; a whole certificate, but for names.
[[nodiscard]] std::string fields_text(const Certificate& certificate, const Step& step);
[[nodiscard]] std::string dump(const Certificate& certificate);

}  // namespace isthmus_check
