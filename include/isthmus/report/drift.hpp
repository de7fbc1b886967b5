// `isthmus drift`: how far checkpoints of a training run left their conservation laws
// (docs/drift.md).
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"
#include "isthmus/report/text.hpp"

namespace isthmus {

/// The largest |change| of the balance of a node.
struct LargestChange {
  Rational change;   ///< signed
  std::string node;  ///< the first node where it is attained; empty if there is no law
};

/// A locked edge with the sign of its weight.
struct SignedLock {
  std::string edge;
  int sign = 0;
  friend auto operator<=>(const SignedLock&, const SignedLock&) = default;
};

/// What a checkpoint has beside the one before it.
struct DriftCheckpoint {
  std::string source;
  LargestChange from_first, from_previous;
  Rational total;  ///< Σ |change| from the first one, over all laws
  std::size_t locked = 0;
  std::uint64_t dimension = 0;  ///< of M(c)
  std::vector<std::string> gained,
      lost;                          ///< locks that the one before did not have, or has no more
  std::vector<std::string> flipped;  ///< locked in both, with another sign
  /// Sets whose c(set) has another sign than before; only if walls are watched.
  std::vector<std::vector<std::string>> crossed;

  [[nodiscard]] bool same_locks() const {
    return gained.empty() && lost.empty() && flipped.empty();
  }
};

/// What became of a lock of the first checkpoint.
struct DriftedLock {
  SignedLock lock;
  std::size_t checkpoint = 0;  ///< position of the first one where it is broken
  bool flipped = false;        ///< there the weight has another sign; else it is not locked there
};

struct Drift {
  std::size_t laws = 0;
  std::uint64_t weights = 0;
  std::optional<std::size_t> walls;  ///< number of walls that are watched
  std::string no_walls;              ///< why only locks are, if so
  std::vector<SignedLock> first_locks;
  std::vector<DriftedLock> broken;
  std::vector<DriftCheckpoint> checkpoints;
};

/// Takes checkpoints one after the other and keeps only what the next one is compared with.
class DriftWatch {
 public:
  explicit DriftWatch(unsigned jobs = 1);
  ~DriftWatch();
  DriftWatch(const DriftWatch&) = delete;
  DriftWatch& operator=(const DriftWatch&) = delete;

  /// Requires a valid model or network. Throws Error (bad_usage) without weights, Error (bad_input)
  /// naming tensor, node or edge if it does not have the shape of the first one. One pass over the
  /// weights, and what model_locks or edge_minima cost.
  void add(const std::string& source, const Model& model);
  void add(const std::string& source, const Network& network);

  [[nodiscard]] const Drift& result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

void write_text(std::ostream& out, const Drift& drift, const TextStyle& style = {});

/// Format "isthmus-drift" version 1.
void write_json(std::ostream& out, const Drift& drift);

/// A line for each checkpoint, numbers rounded to 17 digits; RFC 4180.
void write_csv(std::ostream& out, const Drift& drift);

/// Two line charts: the largest changes, on a logarithmic axis, and the numbers of locks.
void write_svg(std::ostream& out, const Drift& drift);

}  // namespace isthmus
