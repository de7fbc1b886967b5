// Gradient descent with momentum, on all samples or on small batches.
//
// Finite steps keep no law: in one step of length η without momentum c_v changes by exactly
// η²(Σ_in g² − Σ_out g²), g the gradient, so over a fixed time the drift is of first order in η.
// An L1 penalty acts after the step by its proximal map, which stops weights at 0 instead of
// letting them jump around it (Daubechies, Defrise and De Mol, Comm. Pure Appl. Math. 57, 2004).
// Without momentum that is the step of Euler, explicit for the loss and implicit for the penalty,
// of the inclusion θ' ∈ −∇loss − α·∂‖θ‖₁: it rests at zeros as the inclusion's solution does, and
// follows it to first order in η.
#include <algorithm>
#include <numeric>
#include <utility>

#include "isthmus/motion/trajectory.hpp"
#include "motion/finite.hpp"
#include "network/random.hpp"

namespace isthmus {
namespace {

/// A number below `bound`, all equally likely: draws in the incomplete last stretch are dropped.
std::uint64_t uniform_below(std::uint64_t bound, RandomBits& bits) {
  const std::uint64_t rest = (~std::uint64_t{0} % bound + 1) % bound;
  std::uint64_t draw = bits.next();
  while (draw > ~std::uint64_t{0} - rest) draw = bits.next();
  return draw % bound;
}

/// Deals the samples of every step: a fresh random order for each pass over the data.
class Dealer {
 public:
  Dealer(const TrainingData& data, std::size_t batch, std::uint64_t seed)
      : data_(data), batch_(std::min(batch, data.samples())), bits_(seed), order_(data.samples()) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    next_ = order_.size();
  }

  const TrainingData& deal() {
    if (batch_ == 0) return data_;
    if (next_ + batch_ > order_.size()) shuffle();
    pick(data_.inputs, part_.inputs);
    pick(data_.targets, part_.targets);
    next_ += batch_;
    return part_;
  }

 private:
  void shuffle() {
    for (std::size_t i = order_.size(); i > 1; --i) {
      std::swap(order_[i - 1], order_[uniform_below(i, bits_)]);
    }
    next_ = 0;
  }

  void pick(const Columns& from, Columns& to) const {
    to.resize(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
      to[i].resize(batch_);
      for (std::size_t s = 0; s < batch_; ++s) to[i][s] = from[i][order_[next_ + s]];
    }
  }

  const TrainingData& data_;
  std::size_t batch_;
  RandomBits bits_;
  std::vector<std::size_t> order_;
  std::size_t next_ = 0;
  TrainingData part_;
};

class Descent {
 public:
  Descent(Objective& objective, const TrainingData& data, std::vector<double> start,
          const DescentOptions& options, const Observer& observer)
      : objective_(objective),
        data_(data),
        options_(options),
        observer_(observer),
        dealer_(data, options.batch, options.seed),
        weights_(std::move(start)),
        velocity_(weights_.size(), 0) {}

  Trajectory run() {
    log(0);
    std::uint64_t point = 1;
    std::uint64_t logged = 0;
    std::uint64_t step = 0;
    std::string stopped;
    while (step < options_.steps) {
      stopped = observer_.reason_to_stop();
      if (!stopped.empty()) break;
      advance(++step);
      observer_.step(moment(step));
      if (step < next_logged(point)) continue;
      log(logged = step);
      ++point;
    }
    if (logged < step) log(step);
    const double time = moment(step).time;
    return {std::move(weights_), step, 0, time, std::move(stopped)};
  }

 private:
  /// ⌈point · steps / points⌉, or later where points are more than steps.
  [[nodiscard]] std::uint64_t next_logged(std::uint64_t point) const {
    const std::uint64_t points = std::min<std::uint64_t>(options_.points, options_.steps);
    const auto whole = options_.steps / points;
    const auto rest = options_.steps % points;
    return point * whole + (point * rest + points - 1) / points;
  }

  [[nodiscard]] Moment moment(std::uint64_t step) const {
    return {step, static_cast<double>(step) * options_.rate, weights_, {}};
  }

  void log(std::uint64_t step) {
    Moment now = moment(step);
    now.value = objective_.evaluate(weights_, data_, gradient_);
    check(step, now.value);
    observer_.log(now);
  }

  void advance(std::uint64_t step) {
    check(step - 1, objective_.evaluate(weights_, dealer_.deal(), gradient_));
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      velocity_[i] = options_.momentum * velocity_[i] + gradient_[i];
      weights_[i] -= options_.rate * velocity_[i];
    }
    if (objective_.penalties().l1 > 0) {
      shrink(weights_, options_.rate, objective_.penalties().l1);
    }
    if (!motion::all_finite(weights_)) throw out_of_bounds("a weight", step);
  }

  void check(std::uint64_t step, const ObjectiveValue& value) const {
    if (!motion::all_finite(value, gradient_))
      throw out_of_bounds("the loss or its gradient", step);
  }

  [[nodiscard]] static Error out_of_bounds(const std::string& what, std::uint64_t step) {
    return motion::not_finite(what, "step " + std::to_string(step),
                              "descend with a smaller --rate, or from smaller weights");
  }

  Objective& objective_;
  const TrainingData& data_;
  const DescentOptions& options_;
  const Observer& observer_;
  Dealer dealer_;
  std::vector<double> weights_, velocity_, gradient_;
};

}  // namespace

Trajectory descend(Objective& objective, const TrainingData& data, std::vector<double> start,
                   const DescentOptions& options, const Observer& observer) {
  ensure(options.rate > 0 && options.points > 0 && options.steps > 0,
         "a descent has steps of some length and points");
  return Descent(objective, data, std::move(start), options, observer).run();
}

}  // namespace isthmus
