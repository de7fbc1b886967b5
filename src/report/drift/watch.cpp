// Balances of checkpoints, one after the other.
//
// Gradient flow conserves c; what a training run really did is read off exact sums of squares. Of
// each checkpoint only the balance, the locks and the sides of the walls are kept until the next
// one is there, so hundreds of checkpoints take the memory of two. Locks are computed anew at each:
// the balance moves, and whether an edge is locked depends on the balance alone; only then is the
// sign of its weight compared. Rejected: comparing weights, which move in training anyway.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/flow/feasible.hpp"
#include "isthmus/flow/support.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/network/model_balance.hpp"
#include "isthmus/report/drift.hpp"
#include "isthmus/topology/walls.hpp"
#include "isthmus/variety/model_locks.hpp"
#include "isthmus/variety/regular_part.hpp"
#include "network/words.hpp"
#include "report/drift/same_shape.hpp"

namespace isthmus {
namespace {

/// What one checkpoint says, whatever file it came from.
struct Snapshot {
  std::uint64_t weights = 0, dimension = 0;
  std::vector<std::string> names;  ///< of the laws
  Balance c;
  std::map<std::string, int> locks;  ///< edge name, sign of its weight
  std::vector<std::int8_t> sides;
};

Snapshot snapshot_of(const Model& model, unsigned jobs) {
  if (!model.has_weights) throw usage_error("there are no weights", "name files with weights");
  const ModelBalance sums = model_balance(model, {.jobs = jobs});
  ModelLocksOptions options;
  options.count_blocks = false;
  options.bypass = false;
  const ModelLocks locks = model_locks(model, sums.net, options);
  const ModelNodes nodes(model);
  Snapshot snapshot;
  snapshot.weights = locks.weights;
  snapshot.dimension = locks.dimension;
  snapshot.c = balance_of(locks.part, sums.net);
  for (const NodeId v : locks.part.graph.hidden_nodes()) {
    snapshot.names.push_back(nodes.name(locks.part.members_of(v).front()));
  }
  for (const CutStep& step : locks.minima.locked) {
    const Bundle bundle = bundle_at(model, locks.part.bundle[step.edge]);
    snapshot.locks.emplace(bundle_name(nodes, bundle),
                           sign_at(model.tensors[bundle.link->tensor], bundle.position));
  }
  return snapshot;
}

Snapshot snapshot_of(const Network& network, const Contraction& contraction) {
  if (!has_weights(network)) throw usage_error("there are no weights", "name files with weights");
  const BalanceNetwork& graph = contraction.graph;
  Snapshot snapshot;
  snapshot.weights = graph.weight_count();
  snapshot.c = balance_of(graph, squared_weights(network, contraction));
  const Feasibility feasibility = feasible_flow(graph, snapshot.c);
  ensure(feasibility.feasible(), "the balance of given weights is feasible");
  snapshot.dimension = dimension(graph, maximal_support(graph, *feasibility.flow));
  for (const NodeId v : graph.hidden_nodes()) {
    snapshot.names.push_back(network.nodes[contraction.members[v].front()].id);
  }
  const std::vector<std::string> names = edge_names(network);
  for (const CutStep& step : edge_minima(graph, snapshot.c, *feasibility.flow).locked) {
    const std::uint32_t at = contraction.file_edge[step.edge];
    const Edge& edge = network.edges[at];
    snapshot.locks.emplace(names[at], edge.weights.empty() ? 0 : sign_of(edge.weights.front()));
  }
  return snapshot;
}

LargestChange largest_change(const Snapshot& from, const Snapshot& to) {
  LargestChange largest;
  for (const NodeId v : IdRange<NodeId>(to.c.size())) {
    const Rational change = to.c[v] - from.c[v];
    if (!largest.node.empty() && abs(change) <= abs(largest.change)) continue;
    largest = {change, to.names[v.value]};
  }
  return largest;
}

Rational total_change(const Snapshot& from, const Snapshot& to) {
  Rational total = 0;
  for (const NodeId v : IdRange<NodeId>(to.c.size())) total += abs(Rational(to.c[v] - from.c[v]));
  return total;
}

void compare_locks(const Snapshot& before, const Snapshot& now, DriftCheckpoint& checkpoint) {
  for (const auto& [edge, sign] : now.locks) {
    const auto found = before.locks.find(edge);
    if (found == before.locks.end()) {
      checkpoint.gained.push_back(edge);
    } else if (found->second != sign) {
      checkpoint.flipped.push_back(edge);
    }
  }
  for (const auto& [edge, sign] : before.locks) {
    if (!now.locks.contains(edge)) checkpoint.lost.push_back(edge);
  }
}

}  // namespace

struct DriftWatch::State {
  Drift drift;
  unsigned jobs = 1;
  std::optional<ModelShape> model_shape;
  std::optional<NetworkShape> network_shape;
  std::optional<std::vector<ChamberWall>> walls;
  Snapshot first, previous;
  std::set<std::string> still_whole;  ///< locks of the first checkpoint

  [[nodiscard]] bool empty() const { return drift.checkpoints.empty(); }

  void watch_walls(const BalanceNetwork* graph) {
    if (graph != nullptr) walls = walls_of(*graph);
    if (walls) {
      drift.walls = walls->size();
    } else {
      drift.no_walls = "the network has too many walls, so only the set of locks is compared";
    }
  }

  void begin(Snapshot snapshot) {
    drift.laws = snapshot.c.size();
    drift.weights = snapshot.weights;
    for (const auto& [edge, sign] : snapshot.locks) {
      drift.first_locks.push_back({edge, sign});
      still_whole.insert(edge);
    }
    previous = snapshot;
    first = std::move(snapshot);
  }

  void require_same_laws(const Snapshot& snapshot) const {
    if (snapshot.names == first.names) return;
    throw input_error(
        "other nodes are tied together by its fixed weights than in the first checkpoint",
        "give checkpoints whose fixed weights vanish at the same places");
  }

  void add(const std::string& source, Snapshot snapshot) {
    if (!empty()) require_same_laws(snapshot);
    if (walls) snapshot.sides = sides_of(*walls, snapshot.c);
    if (empty()) begin(snapshot);
    DriftCheckpoint checkpoint;
    checkpoint.source = source;
    checkpoint.from_first = largest_change(first, snapshot);
    checkpoint.from_previous = largest_change(previous, snapshot);
    checkpoint.total = total_change(first, snapshot);
    checkpoint.locked = snapshot.locks.size();
    checkpoint.dimension = snapshot.dimension;
    compare_locks(previous, snapshot, checkpoint);
    compare_sides(snapshot, checkpoint);
    find_broken(snapshot);
    drift.checkpoints.push_back(std::move(checkpoint));
    previous = std::move(snapshot);
  }

  void compare_sides(const Snapshot& now, DriftCheckpoint& checkpoint) const {
    for (std::size_t i = 0; i < now.sides.size(); ++i) {
      if (now.sides[i] == previous.sides[i]) continue;
      std::vector<std::string>& set = checkpoint.crossed.emplace_back();
      for (const NodeId v : (*walls)[i].set) set.push_back(now.names[v.value]);
    }
  }

  void find_broken(const Snapshot& now) {
    for (const SignedLock& lock : drift.first_locks) {
      if (!still_whole.contains(lock.edge)) continue;
      const auto found = now.locks.find(lock.edge);
      const bool gone = found == now.locks.end();
      if (!gone && found->second == lock.sign) continue;
      drift.broken.push_back({lock, drift.checkpoints.size(), !gone});
      still_whole.erase(lock.edge);
    }
  }
};

DriftWatch::DriftWatch(unsigned jobs) : state_(std::make_unique<State>()) { state_->jobs = jobs; }
DriftWatch::~DriftWatch() = default;

const Drift& DriftWatch::result() const { return state_->drift; }

void DriftWatch::add(const std::string& source, const Model& model) {
  constexpr std::uint64_t most_bundles = 10'000;  // that are written out to look for walls
  ModelShape shape(model);
  if (!state_->empty() && !state_->model_shape) {
    throw input_error("is a model file, and the first checkpoint is a network file",
                      "give checkpoints of one kind");
  }
  if (!state_->empty()) require_same(*state_->model_shape, shape);
  Snapshot snapshot = snapshot_of(model, state_->jobs);
  if (state_->empty()) {
    state_->model_shape = std::move(shape);
    if (bundle_count(model) > most_bundles) {
      state_->watch_walls(nullptr);
    } else {
      const ModelGraph whole = model_graph(model, ModelArcs::everything);
      state_->watch_walls(&whole.graph);
    }
  }
  state_->add(source, std::move(snapshot));
}

void DriftWatch::add(const std::string& source, const Network& network) {
  NetworkShape shape(network);
  if (!state_->empty() && !state_->network_shape) {
    throw input_error("is a network file, and the first checkpoint is a model file",
                      "give checkpoints of one kind");
  }
  if (!state_->empty()) require_same(*state_->network_shape, shape);
  const Contraction contraction = contract(network);
  Snapshot snapshot = snapshot_of(network, contraction);
  if (state_->empty()) {
    state_->network_shape = std::move(shape);
    state_->watch_walls(&contraction.graph);
  }
  state_->add(source, std::move(snapshot));
}

}  // namespace isthmus
