// Watching a model that is trained (Theory §4, dynamics; §7).
//
// Problem. A training step takes milliseconds, and a look at the weights after each must cost
// next to nothing, yet be exact: rounding is what is being measured.
// Idea. Everything that depends on the graph alone, and the locks, are found once. A call adds up
// squares in fixed-point accumulators and compares those, so that no fraction is made but the one
// that is reported. The signs of the locked weights are read one by one. The distance is a minimum
// cut, which takes the same sums (flow/model_cut) and is asked for at every k-th call only.
// Rejected: new locks at every call. The locks of the start are what the flow would keep; those of
// a balance that has moved are another question, which analyze answers.
#include "isthmus/motion/monitor.hpp"

#include <utility>

#include "flow/model_cut.hpp"
#include "isthmus/error.hpp"
#include "isthmus/network/model_graph.hpp"
#include "isthmus/variety/model_locks.hpp"
#include "network/node_sums.hpp"
#include "network/words.hpp"

namespace isthmus {

class Monitor::State {
 public:
  State(Model watched, MonitorOptions options) : model(std::move(watched)), how(options) {}
  virtual ~State() = default;
  virtual MonitorRecord call() = 0;
  [[nodiscard]] virtual std::unique_ptr<State> copy() const = 0;

  Model model;
  MonitorOptions how;
  std::vector<MonitoredLock> locks;
  std::size_t laws = 0;
};

namespace {

template <class State, NumberType widest>
class Watching : public State {
 public:
  using Sum = SquareSum<widest>;

  /// Locks are those of `pruned`, if given.
  Watching(Model watched, const Model* pruned, MonitorOptions options)
      : State(std::move(watched), options), part_(model_graph(this->model, ModelArcs::skeleton)) {
    this->laws = part_.graph.hidden_count();
    const NodeSums<widest> sums = read();
    for (const NodeId v : part_.graph.hidden_nodes()) start_.push_back(balance(sums, v));
    find_locks(pruned == nullptr ? this->model : *pruned, sums);
  }

  [[nodiscard]] std::unique_ptr<State> copy() const override {
    return std::make_unique<Watching>(*this);
  }

  MonitorRecord call() override {
    const NodeSums<widest> sums = read();
    MonitorRecord record;
    record.call = calls_;
    measure_drift(sums, record);
    for (std::size_t i = 0; i < this->locks.size(); ++i) {
      const MonitoredLock& lock = this->locks[i];
      if (sign_at(this->model.tensors[lock.tensor], lock.position) != lock.sign) {
        record.flipped.push_back(i);
      }
    }
    if (this->how.every != 0 && calls_ % this->how.every == 0) record.distance = distance(sums);
    ++calls_;
    return record;
  }

 private:
  NodeSums<widest> read() {
    NodeSums<widest> sums(this->model);
    sums.add_weights(this->how.jobs);
    for (std::size_t v = 0; v < sums.in().size(); ++v) {
      if (sums.in()[v].non_finite() == 0 && sums.out()[v].non_finite() == 0) continue;
      validate(this->model);  // which says where
      throw input_error("a weight is NaN or infinite", "do not change weights during a call");
    }
    return sums;
  }

  Sum balance(const NodeSums<widest>& sums, NodeId v) const {
    Sum net;
    for (const std::uint32_t member : part_.members_of(v)) {
      net.merge(sums.in()[member]);
      net.subtract(sums.out()[member]);
    }
    return net;
  }

  void find_locks(const Model& pruned, const NodeSums<widest>& sums) {
    std::vector<Rational> net;
    for (std::size_t v = 0; v < sums.in().size(); ++v) {
      Sum sum = sums.in()[v];
      sum.subtract(sums.out()[v]);
      net.push_back(sum.value());
    }
    const ModelLocks found = model_locks(pruned, net, {.count_blocks = false, .bypass = false});
    const ModelNodes nodes(pruned);
    for (const CutStep& step : found.minima.locked) {
      const Bundle bundle = bundle_at(pruned, found.part.bundle[step.edge]);
      this->locks.push_back({bundle_name(nodes, bundle), bundle.link->tensor, bundle.position,
                             step.bound,
                             sign_at(this->model.tensors[bundle.link->tensor], bundle.position)});
    }
  }

  void measure_drift(const NodeSums<widest>& sums, MonitorRecord& record) const {
    Sum most;
    std::optional<NodeId> where;
    for (const NodeId v : part_.graph.hidden_nodes()) {
      Sum moved = balance(sums, v);
      moved.subtract(start_[v.value]);
      if (moved.sign() < 0) moved = negated(moved);
      Sum more = moved;
      more.subtract(most);
      if (more.sign() <= 0) continue;
      most = moved;
      where = v;
    }
    record.drift = most.value();
    if (where) record.drifted = name_of(*where);
  }

  static Sum negated(const Sum& sum) {
    Sum result;
    result.subtract(sum);
    return result;
  }

  std::optional<MonitoredDistance> distance(const NodeSums<widest>& sums) const {
    const std::optional<MinimumCut> cut = flow::model_cut(this->model, part_, sums);
    if (!cut) return std::nullopt;
    MonitoredDistance result{cut->value, {}};
    for (const NodeId v : cut->set) result.set.push_back(name_of(v));
    return result;
  }

  std::string name_of(NodeId v) const {
    return ModelNodes(this->model).name(part_.members_of(v).front());
  }

  ModelGraph part_;
  std::vector<Sum> start_;
  std::uint64_t calls_ = 0;
};

template <class State>
std::unique_ptr<State> watch(Model model, const Model* pruned, MonitorOptions options) {
  validate(model);
  if (!model.has_weights) throw input_error("a model without weights", "give it weights");
  if (has_binary64(model)) {
    return std::make_unique<Watching<State, NumberType::binary64>>(std::move(model), pruned,
                                                                   options);
  }
  return std::make_unique<Watching<State, NumberType::binary32>>(std::move(model), pruned, options);
}

}  // namespace

Monitor::Monitor(Model model, MonitorOptions options)
    : state_(watch<State>(std::move(model), nullptr, options)) {}

Monitor::Monitor(Model model, const Model& pruned, MonitorOptions options) {
  validate(pruned);
  ensure(node_count(model) == node_count(pruned) && model.tensors.size() == pruned.tensors.size(),
         "a pruned model has the nodes and tensors of the whole");
  state_ = watch<State>(std::move(model), &pruned, options);
}

Monitor::~Monitor() = default;
Monitor::Monitor(const Monitor& other) : state_(other.state_->copy()) {}
Monitor& Monitor::operator=(const Monitor& other) {
  state_ = other.state_->copy();
  return *this;
}
Monitor::Monitor(Monitor&&) noexcept = default;
Monitor& Monitor::operator=(Monitor&&) noexcept = default;

MonitorRecord Monitor::call() { return state_->call(); }

void Monitor::bind(std::size_t i, const Tensor& tensor) {
  ensure(i < state_->model.tensors.size(), "a tensor that the model has is bound");
  Tensor& bound = state_->model.tensors[i];
  if (tensor.type != bound.type || tensor.shape != bound.shape) {
    throw input_error("its type or shape is not what it was at the start", "make a new monitor")
        .at(isthmus::quoted(bound.name));
  }
  bound.owner = tensor.owner;
  bound.data = tensor.data;
}

const Model& Monitor::model() const { return state_->model; }
const std::vector<MonitoredLock>& Monitor::locks() const { return state_->locks; }
std::size_t Monitor::laws() const { return state_->laws; }

}  // namespace isthmus
