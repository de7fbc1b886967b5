// What the networks of one component cannot do: bounds, convexity and monotonicity that locked
// signs force on an output (theory §7).
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// What is known of the sign of an edge on all of a component.
enum class KnownSign : std::int8_t {
  free,      ///< nothing: it takes both signs, or nobody looked
  positive,  ///< locked or fixed
  negative,  ///< locked or fixed
  zero,      ///< 0 everywhere on M(c)
  locked     ///< positive or negative; which of them tells components apart
};

/// A statement about an output as a function of the inputs, true at every point of a component.
/// The function is that of the sum at the output.
enum class RestrictionKind {
  bounded_below,  ///< never less than its biases (0 without any)
  bounded_above,  ///< never more than its biases
  convex,
  concave,
  nondecreasing,  ///< in each of `inputs`
  nonincreasing,  ///< in each of `inputs`
  monotone        ///< in each of `inputs`, one of the two
};

/// An edge of locked sign, and the sign that a statement needs it to have.
struct SignCondition {
  std::uint32_t edge = 0;
  bool positive = true;
};

struct Restriction {
  std::uint32_t output = 0;  ///< a node
  RestrictionKind kind = RestrictionKind::bounded_below;
  std::vector<std::uint32_t> inputs;   ///< nodes, increasing; of statements about single inputs
  bool biased = false;                 ///< bounds: the output has a bias
  std::vector<std::uint32_t> because;  ///< edges whose signs force it; increasing, never empty
  /// It holds in the components with these signs; empty: in all that the known signs leave.
  std::vector<SignCondition> where;
  /// `monotone`: in the components where the signs along all paths from an input to the output have
  /// the same product. (Always so if there is one path.)
  bool where_paths_agree = false;
};

/// All such statements that follow from the signs by the rules of theory §7, by output, then in the
/// order of the kinds. `signs` has an entry for every edge (those of fixed edges count as given).
/// Requires a valid network. O(V + E), and as much again for each output that edges of known sign
/// join to an input.
[[nodiscard]] std::vector<Restriction> restrictions(const Network& network,
                                                    const std::vector<KnownSign>& signs);

/// A bundle of a model, by its number, and what is known of it.
struct SignedBundle {
  std::uint32_t bundle = 0;
  KnownSign sign = KnownSign::free;
};

/// The same for a valid model; `signs` by increasing number, all others are free. Of weights that
/// are not trained nothing is used. O(nodes + links + bundles into outputs) if none of these has a
/// known sign, as in a dense last layer of several outputs.
[[nodiscard]] std::vector<Restriction> restrictions(const Model& model,
                                                    const std::vector<SignedBundle>& signs);

}  // namespace isthmus
