// Fewer locked weights, the same function: neurons rescaled by powers of two (theory §7).
//
// Every neuron v gets a whole number k_v; weights into it are multiplied by 2^k_v, weights out of
// it by 2^-k_v. No digit of a binary weight changes and no product along a path does, but the
// balance moves, and with it the locks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus {

/// What to look for among the rescalings by powers of two.
enum class UnlockTarget {
  fewest_locks,  ///< as few locked weights as possible, neurons moved only where that helps
  balanced       ///< the least Σθ², which for real factors is attained at c = 0 alone
};

struct UnlockOptions {
  UnlockTarget target = UnlockTarget::fewest_locks;
  unsigned jobs = 1;  ///< threads for sums over whole tensors; they do not change the result
};

/// Why a weight is still locked.
enum class LockReason {
  /// Its set of neurons has no other nonzero weight through which the square could leave (kind in)
  /// or enter (kind out): locked for every rescaling, real factors included.
  dead_end,
  /// It is in series with other weights: all in such a class but the smallest are locked, and no
  /// powers of two make more of them equal.
  series,
  range,    ///< the number type of the file has no room for the factors that were tried
  unknown,  ///< nothing better was found, which proves nothing
};

struct RemainingLock {
  std::uint64_t edge = 0;  ///< position in Network::edges, or number of the bundle of a Model
  LockReason reason = LockReason::unknown;
  std::vector<std::uint64_t> series;  ///< reason `series`: the whole class, this edge included
};

/// A rescaling and what is proved about it.
struct Unlocking {
  UnlockTarget target = UnlockTarget::fewest_locks;
  /// k by position in Network::nodes, or by node number of a Model; 0 at inputs, outputs and
  /// whatever is tied to them, equal for nodes tied together.
  std::vector<std::int32_t> exponents;
  std::size_t locks_before = 0;
  std::size_t locks_after = 0;           ///< computed anew from the rescaled weights
  std::size_t least_locks = 0;           ///< no rescaling by powers of two has fewer than these
  std::vector<RemainingLock> remaining;  ///< locks_after of them, by increasing edge
  Rational total_before, total_after;    ///< Σθ² over trainable weights
  /// Target balanced: empty if no rescaling by powers of two has a smaller Σθ², else why that is
  /// not known, as a clause. No single neuron improves it in any case, unless it is at a dead end
  /// (its weights in or its weights out are all 0) or its weights have no room in their type.
  std::string total_open;
  std::uint64_t weights_checked = 0;  ///< trainable weights compared with old · 2^k, all equal

  /// Proved: no rescaling by powers of two has fewer locks.
  [[nodiscard]] bool fewest() const noexcept { return locks_after == least_locks; }
  [[nodiscard]] bool changed() const;  ///< some exponent is not 0
};

struct UnlockedNetwork {
  Unlocking unlocking;
  Network network;  ///< with the new weights, and the new balance if it had one
};

struct UnlockedModel {
  Unlocking unlocking;
  std::vector<Tensor> tensors;  ///< all of them, in order; shared with the model where unchanged
};

/// Rescales a valid network. Throws Error (bad_usage) if it has no weights. Near-linear for each of
/// a few rounds.
[[nodiscard]] UnlockedNetwork unlock(const Network& network, const UnlockOptions& options = {});

/// Rescales a valid model in memory; every new weight is a number of its tensor's type and exactly
/// old · 2^k (neurons for which that cannot be are left alone). Fixed tensors stay. Throws Error
/// (bad_usage) if it has no weights. A few passes over the weights.
[[nodiscard]] UnlockedModel unlock(const Model& model, const UnlockOptions& options = {});

/// Compares weight by weight: true when every trainable weight of `after` is 2^(k_head − k_tail)
/// times that of `before`, exactly, everything else is equal, and k is 0 on the ground and equal on
/// ties. Tensors may have become wider types. Then all products of weights along paths from input
/// to output are the same. Requires valid networks (models) with the same nodes and edges, as
/// reading a rewritten file back gives.
[[nodiscard]] bool is_rescaled(const Network& before, const Network& after,
                               const std::vector<std::int32_t>& exponents);
[[nodiscard]] bool is_rescaled(const Model& before, const Model& after,
                               const std::vector<std::int32_t>& exponents);

}  // namespace isthmus
