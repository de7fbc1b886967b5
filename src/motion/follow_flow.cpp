// Gradient flow by an embedded Runge–Kutta pair.
//
// Problem: the laws hold for the flow, and for finite steps only up to their errors; so the
// error of a step must be under control, not only the step.
// Idea: Dormand and Prince's pair (J. Comput. Appl. Math. 6, 1980) as Boost.odeint has it: the
// fifth order goes on, its distance to the fourth chooses the next step. Steps end exactly at the
// times of the log, so that every logged point is one the integrator stood on. Where the flow is
// not smooth (a neuron switches on, an eigenvalue reaches 0) the control shortens the steps until
// the kink does no harm. If a solution slides along a kink that never ends; then steps become so
// short that time no longer advances, and the trajectory stops and says so. A trial step that
// leaves the finite numbers counts as a step that was too long. An L1 penalty is left to
// descend.cpp: its flow is a differential inclusion, whose solution rests at zeros, with a velocity
// that jumps there. Rejected: implicit methods, which pay off for stiff problems and need second
// derivatives that ReLU networks do not have at their kinks; dense output, whose points obey the
// laws less well.
#include <algorithm>
#include <boost/numeric/odeint/stepper/controlled_runge_kutta.hpp>
#include <boost/numeric/odeint/stepper/generation.hpp>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>
#include <utility>

#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/motion/trajectory.hpp"
#include "motion/finite.hpp"

namespace isthmus {
namespace {

namespace odeint = boost::numeric::odeint;
using State = std::vector<double>;
using Pair = odeint::runge_kutta_dopri5<State>;

class FlowIntegrator {
 public:
  FlowIntegrator(Objective& objective, const TrainingData& data, State start,
                 const FlowOptions& options, const Observer& observer)
      : objective_(objective),
        data_(data),
        options_(options),
        observer_(observer),
        control_(odeint::make_controlled(options.tolerance, options.tolerance, Pair())),
        here_(std::move(start)),
        there_(here_),
        velocity_(here_),
        next_velocity_(here_),
        step_(options.time / static_cast<double>(options.points) / 100) {}

  Trajectory run() {
    velocity_at(here_, velocity_);
    if (!finite_) throw out_of_bounds();
    log();
    for (std::size_t i = 1; i <= options_.points && result_.stopped.empty(); ++i) {
      const double logged = time_;
      const bool last = i == options_.points;
      advance_to(last ? options_.time
                      : options_.time * static_cast<double>(i) /
                            static_cast<double>(options_.points));
      if (time_ > logged) log();
    }
    result_.weights = here_;
    result_.time = time_;
    return std::move(result_);
  }

 private:
  void velocity_at(const State& weights, State& velocity) {
    finite_ = motion::all_finite(weights);
    if (!finite_) {
      velocity.assign(weights.size(), 0);
      return;
    }
    value_ = objective_.evaluate(weights, data_, gradient_);
    finite_ = motion::all_finite(value_, gradient_);
    for (std::size_t i = 0; i < gradient_.size(); ++i) velocity[i] = -gradient_[i];
  }

  void log() {
    Moment now = moment();
    now.value = objective_.evaluate(here_, data_, gradient_);
    observer_.log(now);
  }

  [[nodiscard]] Moment moment() const { return {result_.steps, time_, here_, {}}; }

  void advance_to(double target) {
    while (time_ < target && result_.stopped.empty()) {
      result_.stopped = observer_.reason_to_stop();
      if (!result_.stopped.empty()) return;
      if (result_.steps + result_.rejected >= options_.most_steps) {
        result_.stopped =
            "the integrator took " + std::to_string(options_.most_steps) + " steps, its limit";
      } else if (time_ + step_ / 16 == time_) {
        if (!trial_finite_) throw out_of_bounds();
        result_.stopped =
            "the integrator's steps became too short to count, as they do where the flow is not "
            "smooth";
      } else {
        try_step(target);
      }
    }
  }

  void try_step(double target) {
    const bool last = time_ + step_ >= target;
    const double tried = last ? target - time_ : step_;
    double length = tried;
    double end = time_;
    bool finite = true;
    const auto system = [&](const State& weights, State& velocity, double) {
      velocity_at(weights, velocity);
      finite = finite && finite_;
    };
    const auto outcome =
        control_.try_step(system, here_, velocity_, end, there_, next_velocity_, length);
    trial_finite_ = finite && motion::all_finite(there_);
    if (trial_finite_ && outcome == odeint::success) {
      step_ = last ? std::max(step_, length) : length;
      return accept(last ? target : end);
    }
    ++result_.rejected;
    step_ = trial_finite_ ? length : tried / 16;
  }

  void accept(double end) {
    time_ = end;
    here_.swap(there_);
    velocity_.swap(next_velocity_);
    ++result_.steps;
    observer_.step(moment());
  }

  [[nodiscard]] Error out_of_bounds() const {
    return motion::not_finite("the loss or its gradient",
                              "step " + std::to_string(result_.steps) + ", time " +
                                  to_decimal(from_binary64(time_)) + " of the flow",
                              "start from smaller weights, or scale the data");
  }

  Objective& objective_;
  const TrainingData& data_;
  const FlowOptions& options_;
  const Observer& observer_;
  odeint::result_of::make_controlled<Pair>::type control_;
  State here_, there_, velocity_, next_velocity_;
  std::vector<double> gradient_;
  ObjectiveValue value_;
  double time_ = 0;
  double step_;
  bool finite_ = true;
  bool trial_finite_ = true;
  Trajectory result_;
};

}  // namespace

Trajectory follow_flow(Objective& objective, const TrainingData& data, std::vector<double> start,
                       const FlowOptions& options, const Observer& observer) {
  ensure(objective.penalties().l1 == 0, "an L1 penalty has no smooth flow");
  ensure(options.time > 0 && options.tolerance > 0 && options.points > 0,
         "a flow has a length, a tolerance and points");
  return FlowIntegrator(objective, data, std::move(start), options, observer).run();
}

}  // namespace isthmus
