// The conservation laws of a network with their meaning, and how many are independent; what
// `isthmus laws` prints (docs/laws.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// The squares of some weights, added to a law or taken from it.
struct LawTerm {
  int sign;             ///< +1: weights into the node, −1: out of it
  std::string weights;  ///< an edge of a network, or a part of a tensor: "fc1.weight[3, :]"
  std::uint64_t count;  ///< how many weights
};

/// One law. Terms of tensors may hold weights inside a group, once with each sign: they cancel.
struct LawText {
  std::string node;                ///< the first member
  std::string kind;                ///< "node", "neuron", "channel", "scale" or "group"
  std::vector<std::string> group;  ///< all members of a group, else empty
  std::vector<LawTerm> terms;
  std::uint64_t weights = 0;      ///< the counts of all terms
  std::optional<Rational> value;  ///< c, if the weights or a balance are known
};

/// All that is said about the laws. The laws themselves are spelled out one by one, when they are
/// asked for; the list owns what that takes.
struct LawList {
  std::string title;
  bool of_tensors = false;  ///< terms are parts of tensors, not edges
  std::size_t laws = 0;
  std::size_t independent = 0;
  /// Rank of the gradients at the given weights, if there are weights.
  std::optional<std::size_t> gradient_rank;
  /// Sets of nodes (their first members) whose laws add up to 0 whatever the weights are.
  std::vector<std::vector<std::string>> relations;
  /// Hidden nodes that fixed edges tie to inputs or outputs: no law.
  std::vector<std::string> tied_to_ground;
  /// Law number i < laws.
  std::function<LawText(std::size_t)> law;
  /// Where the laws of each layer begin, increasing from 0; laws of a layer read alike. Of a
  /// network all laws are one layer.
  std::vector<std::size_t> layers;
  /// Entry i < independent of the forest: a node and the edge that joins it to the ground, to the
  /// first node of a relation, or to an earlier entry's node.
  std::function<std::pair<std::string, std::string>(std::size_t)> forest;

  /// Units before a normalisation: their in-weights keep the sum of their squares for ε = 0 only,
  /// and are not counted (theory §1.2).
  std::size_t normalised = 0;
  std::function<LawText(std::size_t)> normalised_law;
  std::vector<std::size_t> normalised_layers;  ///< as `layers`
  std::vector<std::string> notes;              ///< of the model's reader
};

/// The laws of a valid network. O(V + E).
[[nodiscard]] LawList law_list(Network network);

/// The laws of a valid model, in parts of its tensors, without writing out its edges: O(nodes) and
/// a pass over the weights if there are any. If given, `net` is the sum of the squares into each
/// node minus those out of it.
[[nodiscard]] LawList law_list(Model model, std::optional<std::vector<Rational>> net = {});

/// For people: the count first, the first laws, relations, what is conserved besides.
void write_text(std::ostream& out, const LawList& list, const TextStyle& style = {});

/// Format "isthmus-laws" version 1, or an array of them.
void write_json(std::ostream& out, const LawList& list);
void write_json(std::ostream& out, const std::vector<LawList>& lists);

}  // namespace isthmus
