// All small patterns up to renaming, each once.
//
// A neuron is a number: its rows above its columns. A pattern is a sorted list of numbers, and the
// group of row and column permutations (and transposition) acts on the numbers by tables. A list is
// the representative of its class if no element of the group makes it smaller; most others are
// found out after a few. Nothing is remembered, so memory is what the classes take.
#include <algorithm>
#include <numeric>
#include <string>

#include "isthmus/error.hpp"
#include "isthmus/pattern/canonical.hpp"

namespace isthmus {
namespace {

using Number = std::uint32_t;
using Table = std::vector<Number>;  // the image of each number

Number permuted(Number mask, const std::vector<std::size_t>& order) {
  Number out = 0;
  for (std::size_t at = 0; at < order.size(); ++at) out |= (mask >> order[at] & 1U) << at;
  return out;
}

std::vector<std::vector<std::size_t>> permutations(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<std::vector<std::size_t>> out;
  do {
    out.push_back(order);
  } while (std::next_permutation(order.begin(), order.end()));
  return out;
}

class Classes {
 public:
  Classes(std::size_t outputs, std::size_t hidden, std::size_t inputs)
      : outputs_(outputs), inputs_(inputs), list_(hidden, 0) {
    for (const auto& rows : permutations(outputs)) {
      for (const auto& columns : permutations(inputs)) add_tables(rows, columns);
    }
  }

  std::vector<PatternState> all() {
    std::vector<PatternState> out;
    do {
      if (is_least()) out.push_back(pattern());
    } while (next());
    return out;
  }

 private:
  void add_tables(const std::vector<std::size_t>& rows, const std::vector<std::size_t>& columns) {
    const Number bits = static_cast<Number>(inputs_), low = (Number{1} << bits) - 1;
    Table straight(std::size_t{1} << (outputs_ + inputs_)), turned(straight.size());
    for (Number number = 0; number < straight.size(); ++number) {
      const Number above = permuted(number >> bits, rows), below = permuted(number & low, columns);
      straight[number] = above << bits | below;
      turned[number] = below << bits | above;
    }
    tables_.push_back(std::move(straight));
    if (outputs_ == inputs_) tables_.push_back(std::move(turned));
  }

  [[nodiscard]] bool is_least() {
    return std::none_of(tables_.begin(), tables_.end(), [&](const Table& table) {
      image_.clear();
      for (const Number number : list_) image_.push_back(table[number]);
      std::sort(image_.begin(), image_.end());
      return image_ < list_;
    });
  }

  // The next sorted list; false after the last.
  bool next() {
    const Number last = (Number{1} << (outputs_ + inputs_)) - 1;
    std::size_t at = list_.size();
    while (at > 0 && list_[at - 1] == last) --at;
    if (at == 0) return false;
    const Number value = list_[at - 1] + 1;
    std::fill(list_.begin() + static_cast<std::ptrdiff_t>(at) - 1, list_.end(), value);
    return true;
  }

  [[nodiscard]] PatternState pattern() const {
    PatternState out{IndexSet::below(outputs_), IndexSet::below(inputs_), {}, {}};
    out.free.resize(outputs_);
    for (std::size_t k = 0; k < list_.size(); ++k) {
      Rectangle neuron{k, {}, {}};
      for (std::size_t i = 0; i < outputs_; ++i) {
        if ((list_[k] >> (inputs_ + i) & 1U) != 0) neuron.rows.insert(i);
      }
      for (std::size_t j = 0; j < inputs_; ++j) {
        if ((list_[k] >> j & 1U) != 0) neuron.columns.insert(j);
      }
      out.neurons.push_back(std::move(neuron));
    }
    return out;
  }

  std::size_t outputs_, inputs_;
  std::vector<Table> tables_;
  std::vector<Number> list_, image_;
};

}  // namespace

std::vector<PatternState> enumerate_classes(std::size_t outputs, std::size_t hidden,
                                            std::size_t inputs) {
  if (outputs == 0 || hidden == 0 || inputs == 0 || outputs > 6 || inputs > 6 ||
      outputs + inputs > 10) {
    throw usage_error("classes of " + std::to_string(outputs) + " outputs, " +
                          std::to_string(hidden) + " hidden units and " + std::to_string(inputs) +
                          " inputs cannot be enumerated",
                      "give numbers from 1, at most 6 outputs and inputs and 10 of both");
  }
  return Classes(outputs, hidden, inputs).all();
}

}  // namespace isthmus
