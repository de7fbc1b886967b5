// Problem. A file of arrays does not say which comes first; safetensors even sorts them. What can
// be said: layer after layer, the width out is the width in of the next.
//
// Idea. Matrices are edges between widths, and an order is a trail that uses all of them. Equal
// widths can make several; a person numbers layers then. So numbers in names decide if the names
// are otherwise alike; if they are not, the trail must be unique as a sequence of widths, and
// numbers decide only among matrices of equal shape. Trails are enumerated by depth-first search,
// the second one ends it. The search is cut off after a fixed number of steps, which counts as
// several.
//
// Rejected: guessing by the order in the file, which says nothing in formats that sort.
#include "formats/layer_order.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

using Shape = std::pair<std::uint64_t, std::uint64_t>;  // in, out
using Order = std::vector<std::size_t>;

constexpr const char* remedy =
    "state the widths from input to output, as --architecture mlp:784-128-10";

bool is_digit(char byte) { return '0' <= byte && byte <= '9'; }

Shape shape_of(const Layer& layer) { return {layer.in, layer.out}; }

/// By numbers: longer digits are larger.
bool digits_less(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](const std::string& x, const std::string& y) {
                                        return std::pair(x.size(), x) < std::pair(y.size(), y);
                                      });
}

/// Sorts by number; false if the names differ in more than numbers, or not even in these.
bool sort_by_number(const std::vector<Layer>& layers, Order& order) {
  const auto digits = [&](std::size_t i) { return name_digits(layers[i].name); };
  const auto less = [&](std::size_t a, std::size_t b) { return digits_less(digits(a), digits(b)); };
  std::sort(order.begin(), order.end(), less);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const std::string& name = layers[order[i]].name;
    if (name_pattern(name) != name_pattern(layers[order[0]].name)) return false;
    if (!less(order[i - 1], order[i])) return false;
  }
  return true;
}

bool fits(const std::vector<Layer>& layers, const Order& order) {
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (layers[order[i - 1]].out != layers[order[i]].in) return false;
  }
  return true;
}

/// Searches trails through all shapes, without recursion.
class TrailSearch {
 public:
  explicit TrailSearch(const std::vector<Layer>& layers) {
    for (const Layer& layer : layers) ++left_[shape_of(layer)];
    total_ = layers.size();
  }

  /// The number of trails: 0, 1, or 2 for more than one or too many steps.
  int count() {
    std::vector<std::map<Shape, std::size_t>::iterator> next = {left_.begin()};
    while (!next.empty()) {
      auto& shape = next.back();
      for (; shape != left_.end() && !can_follow(*shape); ++shape) {
        if (--steps_ == 0) return 2;
      }
      if (--steps_ == 0) return 2;
      if (shape == left_.end()) {
        next.pop_back();
        if (!next.empty()) give_back(next.back()++);
        continue;
      }
      --shape->second;
      trail_.push_back(shape->first);
      if (trail_.size() == total_ && found_++ == 0) first_ = trail_;
      if (found_ > 1) return 2;
      next.push_back(left_.begin());
    }
    return found_;
  }

  [[nodiscard]] const std::vector<Shape>& first() const { return first_; }

 private:
  [[nodiscard]] bool can_follow(const std::pair<const Shape, std::size_t>& entry) const {
    return entry.second > 0 && (trail_.empty() || trail_.back().second == entry.first.first);
  }
  void give_back(std::map<Shape, std::size_t>::iterator shape) {
    ++shape->second;
    trail_.pop_back();
  }

  std::map<Shape, std::size_t> left_;
  std::vector<Shape> trail_, first_;
  std::size_t total_ = 0;
  int found_ = 0;
  std::size_t steps_ = 200'000;
};

[[noreturn]] void fail_ambiguous(const std::vector<Layer>& layers, std::size_t a, std::size_t b) {
  throw input_error("the arrays do not say whether " + quoted(layers[a].name) + " or " +
                        quoted(layers[b].name) + " comes first",
                    "rename them with numbers, such as fc1.weight and fc2.weight");
}

/// Puts matrices to the shapes of a trail, equal shapes by number.
Order along(const std::vector<Shape>& trail, const std::vector<Layer>& layers) {
  std::map<Shape, Order> groups;
  for (std::size_t i = 0; i < layers.size(); ++i) groups[shape_of(layers[i])].push_back(i);
  for (auto& [shape, group] : groups) {
    if (!sort_by_number(layers, group)) fail_ambiguous(layers, group[0], group[1]);
    std::reverse(group.begin(), group.end());
  }
  Order order;
  for (const Shape& shape : trail) {
    order.push_back(groups[shape].back());
    groups[shape].pop_back();
  }
  return order;
}

std::string shape_text(const Layer& layer) {
  return quoted(layer.name) + " leads from " + std::to_string(layer.in) + " to " +
         std::to_string(layer.out);
}

std::string text_of(const std::vector<Layer>& layers) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(layers.size(), most); ++i) {
    text += (i == 0 ? "" : ", ") + shape_text(layers[i]);
  }
  return text + (layers.size() > most ? ", …" : "");
}

}  // namespace

std::string name_pattern(const std::string& name) {
  std::string pattern;
  for (const char byte : name) {
    if (!is_digit(byte)) {
      pattern += byte;
    } else if (pattern.empty() || pattern.back() != '#') {
      pattern += '#';
    }
  }
  return pattern;
}

std::vector<std::string> name_digits(const std::string& name) {
  std::vector<std::string> digits;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (!is_digit(name[i])) continue;
    if (i == 0 || !is_digit(name[i - 1])) digits.emplace_back();
    if (digits.back() == "0") digits.back().clear();
    digits.back() += name[i];
  }
  return digits;
}

std::vector<std::size_t> order_layers(const std::vector<Layer>& layers) {
  Order order(layers.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  if (sort_by_number(layers, order) && fits(layers, order)) return order;
  TrailSearch search(layers);
  const int trails = search.count();
  if (trails == 1) return along(search.first(), layers);
  const bool many = trails > 1;
  throw input_error(
      (many ? "the matrices fit together in more than one order: "
            : "the matrices do not fit together in a chain: ") +
          text_of(layers),
      many ? remedy : "check --layout, leave out what is no layer, or export the graph as ONNX");
}

std::vector<std::size_t> order_layers(const std::vector<Layer>& layers,
                                      const std::vector<std::uint64_t>& widths) {
  if (widths.size() != layers.size() + 1) {
    throw input_error(std::to_string(widths.size()) + " widths are stated, and " +
                          std::to_string(layers.size()) + " matrices are there",
                      "state one width more than there are matrices");
  }
  std::map<Shape, std::size_t> left;
  for (const Layer& layer : layers) ++left[shape_of(layer)];
  std::vector<Shape> trail;
  for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
    trail.emplace_back(widths[i], widths[i + 1]);
    if (left[trail.back()]-- == 0) {
      throw input_error("no matrix leads from " + std::to_string(widths[i]) + " to " +
                            std::to_string(widths[i + 1]) + ": " + text_of(layers),
                        "correct the widths or --layout");
    }
  }
  return along(trail, layers);
}

}  // namespace isthmus
