// A search for a permutation of hidden nodes that keeps the wiring and obeys further rules.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "isthmus/network/contraction.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/parallel/budget.hpp"
#include "motion/block_matching.hpp"
#include "motion/colours.hpp"
#include "symmetry/wiring.hpp"

namespace isthmus::motion {

/// The image of every node of the network.
using Placement = std::vector<std::uint32_t>;

/// What the permutation must obey beyond the wiring.
class Rules {
 public:
  Rules() = default;
  virtual ~Rules() = default;
  Rules(const Rules&) = delete;
  Rules& operator=(const Rules&) = delete;

  /// False only if no permutation that takes `block` to `image` and agrees with `placed` is
  /// accepted; placed[v] is `unplaced` where the image of v is still open.
  [[nodiscard]] virtual bool may_take(std::uint32_t block, std::uint32_t image,
                                      const Placement& placed) = 0;
  /// False if may_take is true for every image of the block; then it is not asked.
  [[nodiscard]] virtual bool is_choosy(std::uint32_t block) const = 0;
  /// True only if swapping the two nodes changes no answer of accepts().
  [[nodiscard]] virtual bool interchangeable(std::uint32_t image, std::uint32_t other) const = 0;
  /// The final word on a permutation that keeps the wiring.
  [[nodiscard]] virtual bool accepts(const Placement& permutation) = 0;

  static constexpr std::uint32_t unplaced = ~std::uint32_t{0};
};

/// What moves as one: the hidden nodes that fixed edges tie together. Nodes tied to the ground, and
/// the inputs and outputs, are blocks of one node.
struct Blocks {
  std::vector<std::vector<std::uint32_t>> members;
  std::vector<std::uint32_t> of;  ///< of every node
};
[[nodiscard]] Blocks blocks_of(const Network& network, const Contraction& contraction);

/// Colours of the nodes at the start: inputs and outputs each their own, hidden nodes by
/// activation.
[[nodiscard]] Colours first_colours(const Network& network);
/// For every node whether permutations may move it.
[[nodiscard]] std::vector<bool> movable_nodes(const Network& network);
/// A label for the edges between two nodes that says how many there are and of which kind.
[[nodiscard]] Labels wiring_labels(const symmetry::Wiring& wiring);

enum class Outcome { found, none, out_of_budget };

struct SearchResult {
  Outcome outcome = Outcome::none;
  Placement permutation;            ///< if found
  std::optional<Misfit> misfit;     ///< none: nodes that look different before any choice is made
  std::optional<HallSet> shortage;  ///< none: blocks with too few images before any choice
  std::uint64_t permutations_tried = 0;  ///< complete ones that were put to the test
};

/// Two networks of the same nodes and wiring, ready to be matched.
struct Match {
  const Network& network;  ///< either of them: only roles and activations are looked at
  Pair pair;
  Colours colours_a, colours_b;
  Blocks blocks;
};

/// Searches all permutations of hidden nodes that keep the wiring and take colours and labels of
/// a to those of b, by refinement, matching and branching: `none` is a proof. Colours and labels
/// must be functions of what every accepted permutation keeps.
[[nodiscard]] SearchResult search_permutation(const Match& match, Rules& rules, Budget& budget);

/// True if the permutation takes hidden nodes to such of the same activation, leaves all others,
/// and takes the edges between any two nodes to edges of the same kinds.
[[nodiscard]] bool keeps_wiring(const Network& network, const symmetry::Wiring& wiring,
                                const Placement& permutation);

/// The image of every edge of the network, by position. Requires that the wiring is kept.
[[nodiscard]] std::vector<std::uint32_t> edge_images(const symmetry::Wiring& wiring,
                                                     const Placement& permutation);

}  // namespace isthmus::motion
