#include "isthmus/network/model_balance.hpp"

#include "isthmus/error.hpp"
#include "isthmus/exact/binary.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "network/node_sums.hpp"

namespace isthmus {
namespace {

template <class Sum>
void check_finite(const Sum& sum) {
  if (sum.non_finite() == 0) return;
  throw input_error("weights are NaN or infinite now", "leave the file alone while it is read");
}

template <NumberType widest>
[[nodiscard]] ModelBalance balance_of(const Model& model, const ModelBalanceOptions& options) {
  NodeSums<widest> sums(model);
  sums.add_weights(options.jobs);
  ModelBalance balance;
  balance.net.reserve(sums.in().size());
  SquareSum<widest> total;
  for (std::size_t node = 0; node < sums.in().size(); ++node) {
    SquareSum<widest> net = sums.in()[node];
    net.subtract(sums.out()[node]);
    check_finite(net);
    balance.net.push_back(net.value());
    total.merge(sums.in()[node]);
    if (!options.in_and_out) continue;
    balance.in.push_back(sums.in()[node].value());
    balance.out.push_back(sums.out()[node].value());
  }
  balance.total = total.value();
  return balance;
}

}  // namespace

ModelBalance model_balance(const Model& model, const ModelBalanceOptions& options) {
  return has_binary64(model) ? balance_of<NumberType::binary64>(model, options)
                             : balance_of<NumberType::binary32>(model, options);
}

Rational squared_norm(const Model& model, std::uint64_t bundle) {
  const Bundle place = bundle_at(model, bundle);
  const Tensor& tensor = model.tensors[place.link->tensor];
  if (place.link->depth == 1) {
    const Rational weight = from_binary64(tensor.at(place.position));
    return weight * weight;
  }
  LongSquareSum sum;
  sum.add_run(tensor.data + place.position * byte_size(tensor.type), tensor.type, place.link->depth,
              place.link->depth_stride);
  return sum.value();
}

}  // namespace isthmus
