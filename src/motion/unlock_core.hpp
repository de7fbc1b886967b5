// The search for a rescaling with few locks, on a graph.
#pragma once

#include <cstddef>
#include <vector>

#include "isthmus/motion/rescaling.hpp"
#include "isthmus/motion/unlock.hpp"
#include "isthmus/network/balance_network.hpp"

namespace isthmus::motion {

struct CoreLock {
  EdgeId edge;
  LockReason reason = LockReason::unknown;
  std::vector<EdgeId> series;  ///< in the order of the walk; reason `series` only
};

struct CoreUnlocking {
  PowerRescaling k;
  std::size_t least = 0;            ///< no rescaling by powers of two has fewer locks
  std::vector<CoreLock> remaining;  ///< at the balance of rescaled(network, x, k); increasing
};

/// Looks for k with few locks. Nodes marked in `held` keep k = 0, and what is then left may have
/// the reason `range`. All k are 0 unless that saves a lock. Requires x >= 0.
[[nodiscard]] CoreUnlocking unlock_core(const BalanceNetwork& network, const Flow& x,
                                        const PerNode<bool>& held);

/// The same about k = 0, without looking for another.
[[nodiscard]] CoreUnlocking judge_locks(const BalanceNetwork& network, const Flow& x);

}  // namespace isthmus::motion
