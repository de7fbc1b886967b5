#include "formats/onnx/activations.hpp"

#include <algorithm>
#include <set>

namespace isthmus::onnx {
namespace {

/// σ(τ(z)) = τ(z) for all z: what τ makes of negative numbers, σ leaves as it is.
bool leaves(const Activation& sigma, const Activation& tau) {
  return tau.negative_slope <= 0 || sigma.negative_slope == 1;
}

}  // namespace

void Activations::apply(const std::vector<std::uint32_t>& units, const Activation& sigma) {
  const std::uint32_t number = number_of(sigma);
  // A unit may have many elements, but is activated once.
  for (const std::uint32_t unit : std::set<std::uint32_t>(units.begin(), units.end())) {
    State& state = states_[unit];
    if (state.stage == Stage::sum && sigma.known) {
      state = {Stage::activated, number};
    } else if (!sigma.known || state.stage != Stage::activated ||
               !leaves(sigma, palette_[state.sigma])) {
      state.stage = Stage::unknown;
    }
  }
}

void Activations::branch(const std::vector<std::uint32_t>& units) {
  for (const std::uint32_t unit : units) {
    if (states_[unit].stage == Stage::sum) states_[unit].stage = Stage::branched;
  }
}

void Activations::shift(const std::vector<std::uint32_t>& units) {
  for (const std::uint32_t unit : units) {
    if (states_[unit].stage != Stage::sum) forget(unit);
  }
}

void Activations::maximum(const std::vector<std::uint32_t>& units) {
  for (const std::uint32_t unit : units) {
    const Activation sigma = of(unit);
    if (!sigma.known || sigma.negative_slope >= 1) forget(unit);
  }
}

void Activations::forget(const std::vector<std::uint32_t>& units) {
  for (const std::uint32_t unit : units) forget(unit);
}

Activation Activations::of(std::uint32_t unit) const {
  const State& state = states_[unit];
  if (state.stage == Stage::unknown) return {0, false};
  return state.stage == Stage::activated ? palette_[state.sigma] : Activation{1, true};
}

std::uint32_t Activations::number_of(const Activation& sigma) {
  const auto found = std::find(palette_.begin(), palette_.end(), sigma);
  const auto number = static_cast<std::uint32_t>(found - palette_.begin());
  if (found == palette_.end()) palette_.push_back(sigma);
  return number;
}

}  // namespace isthmus::onnx
