// What becomes of the balance, the locks and the distance while a model is trained.
//
// Laws are exact for gradient flow only. A Monitor looks at weights that somebody else changes, and
// says how far from the flow it has come: how much the balance has moved, which locked weights have
// changed their sign (the flow cannot do that), how near the next singular point is (theory §4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "isthmus/exact/numbers.hpp"
#include "isthmus/network/model.hpp"

namespace isthmus {

struct MonitorOptions {
  std::uint64_t every =
      100;            ///< the distance is computed at the calls 0, every, 2·every, …; 0: never
  unsigned jobs = 1;  ///< threads; they do not change the result
};

/// A weight that was locked when the monitor was made.
struct MonitoredLock {
  std::string name;            ///< "fc1[0]->fc2[3]"
  std::uint64_t tensor = 0;    ///< position in Model::tensors
  std::uint64_t position = 0;  ///< in that tensor
  Rational bound;              ///< of its square, along the flow
  int sign = 0;                ///< 1 or -1, at the start
};

/// The singular points nearest to the weights, at one call.
struct MonitoredDistance {
  Rational squared;
  std::vector<std::string> set;  ///< the nodes that are cut off there, groups by their first member
};

/// What one call has found. Everything is exact.
struct MonitorRecord {
  std::uint64_t call = 0;
  Rational drift;                             ///< max over all laws of |c − c at the start|
  std::string drifted;                        ///< a node with that drift; empty if the drift is 0
  std::vector<std::size_t> flipped;           ///< locks whose weight is 0 or of the other sign now
  std::optional<MonitoredDistance> distance;  ///< at every k-th call, if there are hidden nodes
};

/// Borrows the weights of a model and reads them anew at every call.
class Monitor {
 public:
  /// Takes the weights as they are now for the start. The tensors of the model must stay where they
  /// are, or be bound anew. Throws Error (bad_input) if the model is not valid or has no weights.
  explicit Monitor(Model model, MonitorOptions options = {});
  /// The same for a model that is `pruned`: `model` has its nodes and tensors, and all its edges
  /// besides some of weight 0 that nothing moves. They count for no lock, and are quicker to read
  /// in whole tensors than to step over.
  Monitor(Model model, const Model& pruned, MonitorOptions options);
  ~Monitor();
  /// Both count on from here on their own. The copy looks at the same memory until its tensors are
  /// bound anew.
  Monitor(const Monitor&);
  Monitor& operator=(const Monitor&);
  Monitor(Monitor&&) noexcept;
  Monitor& operator=(Monitor&&) noexcept;

  /// One pass over the weights; at every k-th call also a minimum cut. Throws Error (bad_input)
  /// naming tensor and index if a weight is NaN or infinite; the call then does not count.
  MonitorRecord call();

  /// The weights of tensor i lie elsewhere from now on. Throws Error (bad_input) if type or shape
  /// are not the same.
  void bind(std::size_t i, const Tensor& tensor);

  [[nodiscard]] const Model& model() const;
  [[nodiscard]] const std::vector<MonitoredLock>& locks() const;
  /// Number of laws.
  [[nodiscard]] std::size_t laws() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace isthmus
