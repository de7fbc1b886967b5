// What each unit passes on: σ of its sum, or nothing that is known.
//
// A file applies operators to tensors; a Model has one activation for each unit. They agree if all
// that is done to the unit's elements before anything else uses them is one σ. Anything else is
// recorded as unknown, never guessed: two different activations, a sum that is used before and
// after one, a sum with another unit, a change of sign.
#pragma once

#include <cstdint>
#include <vector>

#include "isthmus/network/activation.hpp"

namespace isthmus::onnx {

class Activations {
 public:
  /// Nodes up to the one before `count` exist; new ones are their sums.
  void resize(std::size_t count) { states_.resize(count); }

  /// σ is applied to all uses of these units. Units that are used otherwise become unknown, and so
  /// do those that have another activation already.
  void apply(const std::vector<std::uint32_t>& units, const Activation& sigma);
  /// Several operators use these units: whatever activates them later is not all there is.
  void branch(const std::vector<std::uint32_t>& units);
  /// Weights are added to these units, as a bias is: that must happen to all uses of a sum.
  void shift(const std::vector<std::uint32_t>& units);
  /// The largest of several elements of each unit. It is convex if the elements are, but what is
  /// linear in the input (an input, a sum) does not stay so.
  void maximum(const std::vector<std::uint32_t>& units);
  void forget(std::uint32_t unit) { states_[unit].stage = Stage::unknown; }
  void forget(const std::vector<std::uint32_t>& units);

  /// σ of the unit; the identity if nothing was applied.
  [[nodiscard]] Activation of(std::uint32_t unit) const;

 private:
  enum class Stage : std::uint8_t { sum, branched, activated, unknown };
  struct State {
    Stage stage = Stage::sum;
    std::uint32_t sigma = 0;  ///< position in palette_, of activated units
  };
  [[nodiscard]] std::uint32_t number_of(const Activation& sigma);

  std::vector<State> states_;  ///< by node
  std::vector<Activation> palette_;
};

}  // namespace isthmus::onnx
