// The balance of a trained network: exact sums of squared weights at every node.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

struct ModelBalanceOptions {
  unsigned jobs = 1;        ///< threads; they do not change the result
  bool in_and_out = false;  ///< also the two sums apart
};

/// Sums over the trainable links of a model, by node number; all weights of a bundle count. Ties
/// and fixed links do not count, and nodes tied together have a law only in total (theory §1.2).
struct ModelBalance {
  std::vector<Rational> net;      ///< Σ squares of weights into a node − Σ of those out of it
  std::vector<Rational> in, out;  ///< the two sums, if asked for
  Rational total;                 ///< Σ squares of all trainable weights
};

/// The exact balance c of all nodes, inputs and outputs included. Requires a valid model with
/// weights; throws Error (bad_input) if the file under it has changed and now holds NaN or
/// infinities. One pass over the weights; memory beyond them: 176 bytes for each node
/// (about 1.1 kB if any tensor is binary64) and thread-local tiles of some 100 kB.
[[nodiscard]] ModelBalance model_balance(const Model& model,
                                         const ModelBalanceOptions& options = {});

/// The exact Σ of the squared weights of one bundle. Requires a valid model with weights and
/// bundle < bundle_count(model). O(links + depth).
[[nodiscard]] Rational squared_norm(const Model& model, std::uint64_t bundle);

}  // namespace isthmus
