// The draws of initialise() for a Model: the same fans, the same order of weights, so the same
// numbers, written into fresh tensors.
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/network/model_edits.hpp"
#include "network/initial_law.hpp"
#include "network/link_weights.hpp"
#include "network/random.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t max_weights = 1'000'000'000;

class Drawer {
 public:
  Drawer(Model& model, const Initialisation& how)
      : model_(model), how_(how), bits_(how.seed), is_bias_(isthmus::node_count(model), false) {
    std::uint32_t node = 0;
    for (const NodeRun& run : model.runs) {
      for (std::uint32_t i = 0; i < run.count; ++i) is_bias_[node++] = run.bias;
    }
  }

  void draw() {
    count_fans();
    for (const Link& link : model_.links) {
      if (!link.fixed) make_room(model_.tensors[link.tensor]);
    }
    for (const Link& link : model_.links) {
      if (!link.fixed) draw_link(link);
    }
    model_.has_weights = true;
  }

 private:
  void count_fans() {
    fan_in_.assign(is_bias_.size(), 0);
    fan_out_.assign(is_bias_.size(), 0);
    for (const Link& link : model_.links) {
      if (!link.fixed) link.wiring == Wiring::dense ? count_dense(link) : count_listed(link);
    }
  }

  void count_dense(const Link& link) {
    std::uint64_t inputs = 0;
    for (const std::uint32_t tail : link.tails) {
      fan_out_[tail] += link.heads.size() * link.depth;
      if (!is_bias_[tail]) inputs += link.depth;
    }
    for (const std::uint32_t head : link.heads) fan_in_[head] += inputs;
  }

  void count_listed(const Link& link) {
    for (std::size_t i = 0; i < link.heads.size(); ++i) {
      fan_out_[link.tails[i]] += link.depth;
      if (!is_bias_[link.tails[i]]) fan_in_[link.heads[i]] += link.depth;
    }
  }

  // Numbers that no link takes become 0.
  void make_room(Tensor& tensor) {
    const NumberType type =
        how_.precision == Precision::binary32 ? NumberType::binary32 : NumberType::binary64;
    std::byte*& room = rooms_[&tensor];
    if (room != nullptr) return;
    auto bytes = std::make_shared<std::vector<std::byte>>(tensor.size() * byte_size(type));
    room = bytes->data();
    tensor.type = type;
    tensor.data = room;
    tensor.owner = std::move(bytes);
  }

  void draw_link(const Link& link) {
    const Tensor& tensor = model_.tensors[link.tensor];
    std::byte* const room = rooms_.at(&tensor);
    for_each_weight(link, [&](std::uint32_t tail, std::uint32_t head, std::uint64_t position) {
      const auto& [normal, spread] = law(tail, head);
      store_number(room + position * byte_size(tensor.type), tensor.type,
                   draw_weight(bits_, normal, spread, how_.precision));
    });
  }

  // Layers have few different fans, so the square roots are taken once for each.
  const std::pair<bool, double>& law(std::uint32_t tail, std::uint32_t head) {
    const auto key = std::tuple(bool{is_bias_[tail]}, fan_in_[head], fan_out_[tail]);
    if (last_ != nullptr && key == last_->first) return last_->second;
    auto found = laws_.find(key);
    if (found == laws_.end()) {
      const WeightLaw law = initial_law(how_.scheme, is_bias_[tail], fan_in_[head], fan_out_[tail]);
      found = laws_.emplace(key, std::pair(law.normal, spread_of(law))).first;
    }
    last_ = &*found;
    return found->second;
  }

  using Laws = std::map<std::tuple<bool, std::uint64_t, std::uint64_t>, std::pair<bool, double>>;

  Model& model_;
  const Initialisation& how_;
  RandomBits bits_;
  std::vector<bool> is_bias_;
  std::vector<std::uint64_t> fan_in_, fan_out_;
  std::map<const Tensor*, std::byte*> rooms_;
  Laws laws_;
  const Laws::value_type* last_ = nullptr;
};

}  // namespace

void initialise(Model& model, const Initialisation& how) {
  if (weight_count(model) > max_weights) {
    throw limit_error("more than 10^9 weights to draw", "use smaller layers");
  }
  for (const Link& link : model.links) {
    ensure(!link.fixed, "weights are drawn before any are frozen");
  }
  Drawer(model, how).draw();
}

}  // namespace isthmus
