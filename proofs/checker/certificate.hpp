// A certificate as it was read: plain data; and the table of all that may stand in one.
//
// The reader guarantees the conventions of docs/certificate.md (ranges, strictly increasing sets
// and vectors, canonical rationals); whether anything is proved is the business of the rules.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json.hpp"

namespace isthmus_check {

using Flow = std::vector<Rational>;                   // by edge
using Vector = std::vector<std::pair<Id, Rational>>;  // sparse, by increasing edge

struct Edge {
  Id tail = 0, head = 0;
  std::uint64_t multiplicity = 1;
  [[nodiscard]] bool loop() const { return tail == head; }
  // The end inside a set that the edge enters, or leaves.
  [[nodiscard]] Id end(bool enters) const { return enters ? head : tail; }
  [[nodiscard]] Id other(Id end) const { return end == head ? tail : head; }
};

// clang-format off
// The sections of a file in the order of its lines, which is the order in which they are checked,
// but for the claims; then the entries of the search; then the claims.
enum Section {
  claims, base, locks, from_ground, to_ground, free_edges, empty, point, floating, forest, interior,
  interior_forest, weak, regular_free, always_floating, strata, search, distance, reach, no_section,
  branch_entry = no_section, cut_entry, found_entry, split_entry, none_entry, first_claim,
  last_claim = first_claim + 12
};

// One row for each: its name in JSON and on lines, what follows the name there, how to say it in
// words, whether it comes once, and of a claim the step that it needs. Capitals are fields, all
// else stands there literally:
//   K kind (in words enters/leaves)   E edge     N node     I number    B rational   S set
//   X extends, if any     U uses      W walk     T tree     V vector    D detours    Z zeros
//   C complete            A true      Q the name of a claim or entry, and what follows it
struct Form {
  std::string_view key, keyword, json, line, words;
  bool once = false;
  Section needs = claims;
};
inline constexpr Form forms[] = {
    {"claims", "claim", "{kind:Q}", "Q", ""},
    {"base", "base", "V", "V",
     "M has a point: all laws hold if the squares are $V and all others 0", true},
    {"locks", "lock", "{edge:E,kind:K,set:S,Xuses:U,bound:B}", "K E B set S X U",
     "θ[$E]² ≥ $B, because it is the only edge that $K $S: c and the bounds of $U add up to that"},
    {"from_ground", "from-ground", "T", "T", "walks from the ground: $T"},
    {"to_ground", "to-ground", "T", "T", "walks to the ground: $T"},
    {"free", "free", "V", "V", "another flow is the base with these changes: $V"},
    {"empty", "empty", "{kind:K,set:S,uses:U,bound:B}", "K B set S U",
     "no edge $K $S, but c and the bounds of $U ask for $B", true},
    {"point", "point", "V", "V", "all laws hold if the squares are $V and all others 0", true},
    {"floating", "floating", "S", "S",
     "every edge that crosses $S vanishes at the point: its rows of the Jacobian add up to 0",
     true},
    {"forest", "forest", "T", "T", "nonzero edges join the ground: $T", true},
    {"interior", "interior", "V", "V",
     "all laws hold if the squares are $V and all others 0", true},
    {"interior_forest", "interior-forest", "T", "T", "nonzero edges join the ground: $T", true},
    {"weak", "weak", "{edge:E,kind:K,set:S,Xuses:U}", "K E set S X U",
     "θ[$E] ≠ 0 where regular: no other edge $K $S, c and the bounds of $U cancel"},
    {"regular_free", "regular-free", "{difference:V,detours:D}", "V D",
     "another regular point is the interior one with these changes: $V"},
    {"always_floating", "always-floating", "{kind:K,set:S}", "K set S",
     "no edge $K $S and c is 0 there, so all edges that cross it vanish everywhere on M", true},
    {"strata", "stratum", "{set:S,difference:V}", "set S difference V",
     "$S floats at the base with these changes: $V"},
    {"search", "search", "{Q}", "Q", ""},
    {"distance", "distance", "S", "S", "the edges that cross $S are the cut", true},
    {"reach", "reach", "{node:N,flow:V}", "N V",
     "from $N a flow as strong as the cut leads to the ground or earlier nodes: $V"},
    {"branch", "branch", ":N", "N", "is $N inside? first if so, then if not"},
    {"cut", "cut", ":{kind:K,set:S}", "K set S",
     "nothing floats: what $K $S would vanish, but c is not 0"},
    {"found", "found", ":I", "I", "only stratum number $I"},
    {"split", "split", ":{part:S,zeros:Z}", "S Z", "nothing floats: no edge joins $S to the rest"},
    {"none", "none", ":A", "", "nothing floats: no node is inside"},
    {"empty", "empty", "", "", "empty", false, empty},
    {"nonempty", "nonempty", "", "", "nonempty", false, base},
    {"components", "components", ",log2:I", "I", "components 2^$I", false, base},
    {"connected", "connected", "", "", "connected", false, base},
    {"disconnected", "disconnected", "", "", "disconnected", false, base},
    {"singular_point", "singular-point", "", "", "singular-point", false, floating},
    {"regular_point", "regular-point", "", "", "regular-point", false, forest},
    {"singular_exists", "singular-exists", "", "", "singular-exists"},
    {"smooth", "smooth", "", "", "smooth", false, search},
    {"regular_components", "regular-components", ",log2:I", "I", "regular-components 2^$I",
     false, interior_forest},
    {"no_regular_point", "no-regular-point", "", "", "no-regular-point", false, always_floating},
    {"strata", "strata", ",count:I,complete:C", "I C", "strata $I$C", false, base},
    {"distance", "distance", ",squared:B", "B", "distance $B", false, distance}};
// clang-format on

// One step or claim of any form; what the form has no use for is empty.
struct Step {
  int form = 0;
  bool into = false;         // kind: in or out
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
  std::vector<Rational> balance;
  std::array<std::vector<Step>, no_section> steps;
  [[nodiscard]] bool has(int section) const { return !steps[section].empty(); }
};

/// Reads either form, told apart by the first byte; throws Outcome (malformed).
[[nodiscard]] Certificate read_certificate(std::string_view text);

/// Checks every step, then every claim; throws Outcome (not_proved). Appends the steps that hold in
/// words, one a line, if `words` is given.
void check_certificate(const Certificate& certificate, std::string* words);

/// "locks[3]".
[[nodiscard]] std::string place(int section, std::size_t i);

/// A step, or a claim as on its line, but with 2^ before a logarithm.
[[nodiscard]] std::string in_words(const Step& step);

}  // namespace isthmus_check
