// What `isthmus unlock` says: text and JSON (docs/unlock.md).
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "isthmus/motion/unlock.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// A neuron that was rescaled.
struct MovedNode {
  std::string name;
  std::int32_t exponent = 0;
};

/// A lock that is left, with the names of edges.
struct NamedLock {
  std::uint64_t edge = 0;
  std::string name;
  LockReason reason = LockReason::unknown;
  std::vector<std::string> series;  ///< the other edges of the class
};

struct UnlockReport {
  std::string name;          ///< of the network
  std::uint64_t hidden = 0;  ///< nodes with a law; tied ones count once
  std::uint64_t weights = 0;
  Unlocking unlocking;
  std::vector<MovedNode> moved;      ///< in file order
  std::vector<NamedLock> remaining;  ///< in the order of `unlocking`
  std::string file;                  ///< where the network was written to; empty: nowhere
};

/// Puts names to an unlocking of this network (model).
[[nodiscard]] UnlockReport unlock_report(const Network& network, Unlocking unlocking);
[[nodiscard]] UnlockReport unlock_report(const Model& model, Unlocking unlocking);

/// "2 locked weights before, 0 after".
[[nodiscard]] std::string summary(const UnlockReport& report);

void write_text(std::ostream& out, const UnlockReport& report, const TextStyle& style = {});

/// Format "isthmus-unlock" version 1. At most 10 000 moved nodes are listed.
void write_json(std::ostream& out, const UnlockReport& report);

}  // namespace isthmus
