#include "isthmus/motion/training.hpp"

#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

void check_method(const TrainingOptions& options) {
  if (options.method == Method::descent || options.penalties.l1 == 0) return;
  throw usage_error("an L1 penalty has no smooth gradient flow: it has a kink at every zero weight",
                    "descend: add --method descent");
}

Trajectory move(Objective& objective, const TrainingData& data, std::vector<double> start,
                const TrainingOptions& options, const Observer& observer) {
  return options.method == Method::flow
             ? follow_flow(objective, data, std::move(start), options.flow, observer)
             : descend(objective, data, std::move(start), options.descent, observer);
}

}  // namespace

Network Training::result() const { return with_weights(start, trajectory.weights); }

DataNames data_names(const Network& network) {
  DataNames names;
  for (const Node& node : network.nodes) {
    if (node.role == Role::output) names.outputs.push_back(node.id);
    if (node.role == Role::input && !node.bias) names.inputs.push_back(node.id);
  }
  if (names.outputs.empty()) {
    throw usage_error("there is nothing to train: the network has no output",
                      "give it a node of role output");
  }
  return names;
}

Training train(const Network& network, const TrainingData& data,
               const std::optional<TrainingData>& test, const TrainingOptions& options,
               const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
  check_method(options);
  check_targets(options.loss, data.targets);
  if (test) check_targets(options.loss, test->targets);
  StartWeights start = start_weights(network);
  Network exact = with_weights(network, start.values);
  Training result{std::move(exact), contract(network), start.rounded, {}, {}, {}, {}, {}, {}};
  Watch watch(result.start, result.contraction, options.penalties, options.watch);
  Objective objective(result.start, result.contraction, options.loss, options.penalties);
  const std::uint64_t points =
      options.method == Method::flow ? options.flow.points : options.descent.points;
  Observer observer;
  observer.stop = options.stop;
  observer.step = [&](const Moment& now) { watch.look(now.weights, now.step, now.time); };
  observer.log = [&](const Moment& now) {
    TrainingRow row{now.step, now.time, now.value, {}, watch.facts(now.weights, now.time)};
    if (test) row.test_loss = objective.loss_on(now.weights, *test);
    result.rows.push_back(std::move(row));
    if (progress) progress(result.rows.size() - 1, points);
  };
  result.trajectory = move(objective, data, std::move(start.values), options, observer);
  result.balance = watch.start();
  result.locked = watch.locked();
  result.detachable = watch.detachable();
  result.broken = watch.broken();
  return result;
}

}  // namespace isthmus
