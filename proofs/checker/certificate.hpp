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
// The kinds of steps, in the order in which they stand in a file and are checked.
enum Section {
  base, locks, from_ground, to_ground, free_edges, empty, point, floating, forest, interior,
  interior_forest, weak, regular_free, always_floating, strata, search, distance, reach, no_section
};
enum SearchEntry { branch_entry = no_section, cut_entry, found_entry, split_entry, none_entry, zero_entry };

// Their names in JSON and on lines, whether they may come several times, and their fields: keys of
// an object, or words of a line (see field() in reader.cpp; capitals are named on the line, too).
struct Form { std::string_view key, keyword; bool many; std::string_view json, line; };
inline constexpr Form forms[] = {
    {"base", "base", false, "v", "v"},
    {"locks", "lock", true, "eksub", "kebSU"},
    {"from_ground", "from-ground", true, "t", "t"},
    {"to_ground", "to-ground", true, "t", "t"},
    {"free", "free", true, "v", "v"},
    {"empty", "empty", false, "ksub", "kbSU"},
    {"point", "point", false, "v", "v"},
    {"floating", "floating", false, "s", "s"},
    {"forest", "forest", false, "t", "t"},
    {"interior", "interior", false, "v", "v"},
    {"interior_forest", "interior-forest", false, "t", "t"},
    {"weak", "weak", true, "eksu", "keSU"},
    {"regular_free", "regular-free", true, "dw", "dw"},
    {"always_floating", "always-floating", false, "ks", "kS"},
    {"strata", "stratum", true, "sd", "SD"},
    {"search", " ", true, "", ""},
    {"distance", "distance", false, "s", "s"},
    {"reach", "reach", true, "nf", "nf"},
    {"branch", "branch", true, "n", "n"},  // entries of the search
    {"cut", "cut", true, "ks", "kS"},
    {"found", "found", true, "i", "i"},
    {"split", "split", true, "pz", "pz"},
    {"none", "none", true, "", ""},
    {" ", " ", true, "ks", "ks"},  // the zeros of a split
};

// The kinds of claims and their fields: l log2, m count, c complete, q squared.
inline constexpr std::string_view claim_forms[][2] = {
    {"empty", ""}, {"nonempty", ""}, {"components", "l"}, {"connected", ""}, {"disconnected", ""},
    {"singular_point", ""}, {"regular_point", ""}, {"singular_exists", ""}, {"smooth", ""},
    {"regular_components", "l"}, {"no_regular_point", ""}, {"strata", "mc"}, {"distance", "q"}};
// clang-format on

enum class Kind { in, out };

// One step of any section; what a section has no use for is empty.
struct Step {
  int form = 0;  // of an entry of the search
  Kind kind = Kind::in;
  Id number = 0;            // edge of a lock or detour, node of a branch or reach, stratum found
  Ids nodes, edges;         // set and uses; a tree's nodes and the edge of each; a detour's walk
  Rational bound;           // 0 where there is none
  Vector vector;            // point, difference or flow
  std::vector<Step> parts;  // detours, or the zeros of a split
};

struct Claim {
  std::string_view kind;
  std::uint64_t number = 0;  // log2 or count
  bool complete = false;
  Rational squared;
};

struct Certificate {
  Id hidden = 0;
  std::vector<Edge> network;
  std::vector<std::string> node_names, edge_names;  // empty, or one for each
  std::vector<Rational> balance;
  std::vector<Claim> claims;
  std::array<std::vector<Step>, no_section> steps;
  [[nodiscard]] bool has(Section section) const { return !steps[section].empty(); }
};

// The verdict in the making; caught in check().
struct Failure {
  Verdict verdict;
  std::string why;
};

/// Reads either form, told apart by the first byte; throws Failure (malformed).
[[nodiscard]] Certificate read_certificate(std::string_view text);

/// Checks every step, then every claim; throws Failure (not_proved). Appends the steps in words if
/// `words` is given.
void check_certificate(const Certificate& certificate, std::string* words);

/// Step i of a section in words: a line. All that was understood: lines.
[[nodiscard]] std::string in_words(const Certificate& certificate, Section section, std::size_t i);
[[nodiscard]] std::string dump(const Certificate& certificate);

/// The claim as on its line, without the word `claim`; the number, or how long it is if very long.
[[nodiscard]] std::string claim_text(const Claim& claim);
[[nodiscard]] std::string shown(const Rational& number);

}  // namespace isthmus_check
