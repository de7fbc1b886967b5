// A certificate as it was read: plain data, in the order of docs/certificate.md.
//
// The reader guarantees the conventions of that page (ranges, strictly increasing sets and vectors,
// canonical rationals); whether anything is proved is the business of the rules.
#pragma once

#include <gmpxx.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "check.hpp"

namespace isthmus_check {

using Rational = mpq_class;
using Id = std::uint32_t;  // number of a node (the ground is number h) or of an edge
using Ids = std::vector<Id>;

struct Edge {
  Id tail = 0, head = 0;
  std::uint64_t multiplicity = 1;
  [[nodiscard]] bool loop() const { return tail == head; }
};

struct Entry {
  Id edge;
  Rational value;
};
using Vector = std::vector<Entry>;  // sparse, by increasing edge

// clang-format off
// The kinds of steps, in the order in which they stand in a file and are checked; entries of the
// search, zeros of its splits; the first and the last claim.
enum Section {
  base, locks, from_ground, to_ground, free_edges, empty, point, floating, forest, interior,
  interior_forest, weak, regular_free, always_floating, strata, search, distance, reach, no_section,
  branch_entry = no_section, cut_entry, found_entry, split_entry, none_entry, zero_entry,
  first_claim, last_claim = first_claim + 12
};

// Their names in JSON and on lines, whether they may come several times, and their fields: keys of
// an object, or words of a line (see field() in reader.cpp; capitals are named on the line, too).
struct Form { std::string_view key, keyword; bool many; std::string_view json, line; };
inline constexpr Form forms[] = {
    {"base", "base", false, "v", "v"}, {"locks", "lock", true, "eksxub", "kebSXU"},
    {"bypass.from_ground", "from-ground", true, "t", "t"}, {"bypass.to_ground", "to-ground", true, "t", "t"},
    {"free", "free", true, "v", "v"}, {"empty", "empty", false, "ksub", "kbSU"},
    {"point", "point", false, "v", "v"}, {"floating", "floating", false, "s", "s"},
    {"forest", "forest", false, "t", "t"}, {"interior", "interior", false, "v", "v"},
    {"interior_forest", "interior-forest", false, "t", "t"}, {"weak", "weak", true, "eksxu", "keSXU"},
    {"regular_free", "regular-free", true, "dw", "dw"}, {"always_floating", "always-floating", false, "ks", "kS"},
    {"strata", "stratum", true, "sd", "SD"}, {"search", "", true, "", ""},
    {"distance", "distance", false, "s", "s"}, {"distance.reach", "reach", true, "nf", "nf"},
    {"branch", "branch", true, "n", "n"}, {"cut", "cut", true, "ks", "kS"}, {"found", "found", true, "i", "i"},
    {"split", "split", true, "pz", "pz"}, {"none", "none", true, "", ""}, {"", "", true, "ks", "ks"},
    {"empty", "empty", true, "", ""}, {"nonempty", "nonempty", true, "", ""},
    {"components", "components", true, "l", "l"}, {"connected", "connected", true, "", ""},
    {"disconnected", "disconnected", true, "", ""}, {"singular_point", "singular-point", true, "", ""},
    {"regular_point", "regular-point", true, "", ""}, {"singular_exists", "singular-exists", true, "", ""},
    {"smooth", "smooth", true, "", ""}, {"regular_components", "regular-components", true, "l", "l"},
    {"no_regular_point", "no-regular-point", true, "", ""}, {"strata", "strata", true, "mc", "mc"},
    {"distance", "distance", true, "q", "q"}};
// clang-format on

enum class Kind { in, out };

// One step or claim of any form; what the form has no use for is empty.
struct Step {
  int form = 0;
  Kind kind = Kind::in;
  Id id = 0;                 // edge, or node of a branch or reach
  std::uint64_t number = 0;  // stratum found, log2 or count
  bool complete = false;
  Ids nodes, edges;         // set and uses; a tree's nodes and the edge of each; a detour's walk
  Ids extends;              // the edges of the steps whose sets belong to this one's
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
  [[nodiscard]] bool has(int section) const { return !steps[section].empty(); }
};

/// Reads either form, told apart by the first byte; throws Outcome (malformed).
[[nodiscard]] Certificate read_certificate(std::string_view text);

/// Checks every step, then every claim; throws Outcome (not_proved). Appends the steps in words if
/// `words` is given.
void check_certificate(const Certificate& certificate, std::string* words);

/// "locks[3]"; of no_section the claims.
[[nodiscard]] std::string place(int section, std::size_t i);

/// Step i of a section in words: a line. All that was understood: lines.
[[nodiscard]] std::string in_words(const Certificate& certificate, int section, std::size_t i);
[[nodiscard]] std::string dump(const Certificate& certificate);

/// The claim as on its line, without the word `claim` and with `base` before a logarithm; the
/// number, or how long it is if very long.
[[nodiscard]] std::string claim_text(const Step& claim, const char* base);
[[nodiscard]] std::string shown(const Rational& number);

/// The beginning of a piece of a file, for messages.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace isthmus_check
