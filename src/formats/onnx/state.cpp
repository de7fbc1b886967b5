#include "formats/onnx/state.hpp"

#include <cstring>
#include <limits>

#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

/// Constants of at most so many elements are computed with.
constexpr std::uint64_t small = 1 << 16;

const char* const check_file = "check the file";

NumberType number_type(Element element) {
  switch (element) {
    case Element::binary16:
      return NumberType::binary16;
    case Element::bfloat16:
      return NumberType::bfloat16;
    case Element::binary64:
      return NumberType::binary64;
    default:
      return NumberType::binary32;
  }
}

template <class Integer>
std::int64_t load(const std::byte* at) {
  Integer number;
  std::memcpy(&number, at, sizeof number);
  return number;
}

std::vector<std::int64_t> load_integers(const Constant& constant, std::uint64_t count) {
  std::vector<std::int64_t> numbers(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::byte* at = constant.data + i * byte_size(constant.element);
    numbers[i] = constant.element == Element::int64   ? load<std::int64_t>(at)
                 : constant.element == Element::int32 ? load<std::int32_t>(at)
                                                      : load<std::int8_t>(at);
  }
  return numbers;
}

}  // namespace

const Value& State::value(const std::string& name) const {
  static const Value absent;
  return name.empty() ? absent : values_.at(name);
}

void State::define(const std::string& name, Value value) {
  if (value.labels.at.size() > labels_left_) {
    throw limit_error("the graph rearranges too many units", "raise the limit on labels");
  }
  labels_left_ -= value.labels.at.size();
  if (!values_.emplace(name, std::move(value)).second) {
    throw input_error("two values are called " + quoted(name), check_file);
  }
}

Value State::numbers(Shape shape, std::size_t first, bool real) const {
  Value value;
  value.kind = Kind::numbers;
  value.real = real;
  const std::uint64_t count = checked_size(shape);
  ensure(first + count <= std::numeric_limits<std::uint32_t>::max(), "constants are small");
  value.labels = {shape, shape, std::vector<std::uint32_t>(count)};
  for (std::uint64_t i = 0; i < count; ++i)
    value.labels.at[i] = static_cast<std::uint32_t>(first + i);
  return value;
}

Value State::integers(Shape shape, const std::vector<std::int64_t>& numbers_in) {
  const std::size_t first = integers_.size();
  integers_.insert(integers_.end(), numbers_in.begin(), numbers_in.end());
  return numbers(std::move(shape), first, false);
}

Value State::reals(Shape shape, const std::vector<double>& numbers_in) {
  const std::size_t first = reals_.size();
  reals_.insert(reals_.end(), numbers_in.begin(), numbers_in.end());
  return numbers(std::move(shape), first, true);
}

Value State::constant(const Constant& constant) {
  const std::uint64_t count = checked_size(constant.shape);
  Value value;
  value.labels.shape = constant.shape;
  if (is_real(constant.element)) {
    value.kind = Kind::weights;
    value.view = {constants_.size(), 0, contiguous_strides(constant.shape)};
    constants_.push_back(&constant);
    return value;
  }
  if (count <= small) return integers(constant.shape, load_integers(constant, count));
  value.kind = Kind::unknown;
  value.origin = "the large tensor " + quoted(constant.name);
  return value;
}

std::vector<std::int64_t> State::to_integers(const Value& value) const {
  if (value.kind == Kind::unknown) {
    throw input_error("needs a constant that is made by " + value.origin,
                      "export the model with constants folded");
  }
  if (value.kind != Kind::numbers || value.real) {
    throw input_error("needs whole numbers that do not depend on the network's input",
                      "export the model with fixed shapes");
  }
  std::vector<std::int64_t> numbers;
  for (const std::uint32_t position : every_label(value.labels)) {
    numbers.push_back(integers_[position]);
  }
  return numbers;
}

std::vector<double> State::to_reals(const Value& value) const {
  std::vector<double> numbers;
  if (value.kind == Kind::numbers && !value.real) {
    for (const std::int64_t n : to_integers(value)) numbers.push_back(static_cast<double>(n));
  } else if (value.kind == Kind::numbers) {
    for (const std::uint32_t position : every_label(value.labels)) {
      numbers.push_back(reals_[position]);
    }
  } else if (value.kind == Kind::weights) {
    const Constant& constant = constant_of(value);
    const std::size_t step = byte_size(constant.element);
    for (const std::uint64_t i : positions(value)) {
      numbers.push_back(load_number(constant.data + i * step, number_type(constant.element)));
    }
  } else {
    throw input_error(
        "needs a constant" +
            (value.kind == Kind::unknown ? ", but it is made by " + value.origin : std::string()),
        "export the model with constants folded");
  }
  return numbers;
}

Value State::as_numbers(const Value& value) {
  if (value.kind != Kind::weights || checked_size(value.shape()) > small || !is_contiguous(value)) {
    return value;
  }
  return reals(value.shape(), to_reals(value));
}

Place State::use(const Value& weights, const GraphNode& user) {
  const Constant& constant = constant_of(weights);
  const std::size_t number = weights.view.constant;
  if (checked_size(constant.shape) == 0) {
    throw input_error("the weights " + quoted(constant.name) + " are empty", check_file);
  }
  if (!constant.fixed) {
    const auto [first, is_new] = users_.emplace(number, title(user));
    if (!is_new) {
      throw input_error("the weights " + quoted(constant.name) + " are also those of " +
                            first->second + ", and tied weights have no laws of this kind",
                        "train the two layers with weights of their own");
    }
  }
  const auto [entry, is_new] = tensors_.emplace(number, 0);
  if (is_new) {
    entry->second = builder.add_tensor({constant.name, number_type(constant.element),
                                        constant.shape, constant.owner, constant.data});
  }
  Place place;
  place.tensor = entry->second;
  place.fixed = constant.fixed;
  place.offset = weights.view.offset;
  return place;
}

}  // namespace isthmus::onnx
