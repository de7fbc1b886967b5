// Matrices become layers (layer_order says in which order), biases find their matrix by name or by
// length, and what is neither is an error: nothing in the file is left out silently.
#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "formats/layer_order.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/weights_files.hpp"

namespace isthmus {
namespace {

constexpr std::uint64_t most_nodes = (std::uint64_t{1} << 32) - 3;

/// What a layer is called: the name of its matrix without what says that it is one.
std::string stem_of(const std::string& name) {
  for (const std::string_view ending : {".weight", "_weight", "/weight", ".kernel", "/kernel",
                                        "/kernel:0", ".bias", "_bias", "/bias", "/bias:0"}) {
    if (name.size() > ending.size() && name.ends_with(ending)) {
      return name.substr(0, name.size() - ending.size());
    }
  }
  return name;
}

std::string shape_text(const Tensor& tensor) {
  std::string text = "(";
  for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(tensor.shape[i]);
  }
  return text + ")";
}

/// "mlp:784-128-10", also with "+bias": the widths alone count here.
std::vector<std::uint64_t> parse_widths(const std::string& architecture) {
  constexpr std::string_view prefix = "mlp:", suffix = "+bias";
  std::string_view text = architecture;
  const auto fail = [&] {
    return usage_error(quoted(architecture) + " is no list of widths",
                       "write it as mlp:784-128-10");
  };
  if (!text.starts_with(prefix)) throw fail();
  text.remove_prefix(prefix.size());
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  std::vector<std::uint64_t> widths;
  for (const char* at = text.data();; ++at) {
    const char* end = text.data() + text.size();
    widths.emplace_back();
    const auto [stop, error] = std::from_chars(at, end, widths.back());
    if (error != std::errc() || widths.back() == 0) throw fail();
    if (stop == end) break;
    if (*stop != '-') throw fail();
    at = stop;
  }
  return widths;
}

class Chain {
 public:
  Chain(std::vector<Tensor> tensors, const ModelReading& reading, LayerOrder order)
      : tensors_(std::move(tensors)), reading_(reading), order_(order) {}

  Model build() {
    sort_out();
    order();
    for (const std::size_t i : biases_) match_bias(i);
    name_layers();
    add_nodes();
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) link_layer(layer);
    describe();
    model_.tensors = std::move(tensors_);
    return std::move(model_);
  }

 private:
  /// A layer, with the positions of its matrix and its bias among the tensors.
  struct Entry {
    std::size_t matrix = 0;
    Layer layer;
    std::optional<std::size_t> bias;
    std::string name;
    std::uint32_t first_node = 0;
  };

  /// Matrices and biases, or an error that names what is neither.
  void sort_out() {
    for (std::size_t i = 0; i < tensors_.size(); ++i) {
      const Tensor& tensor = tensors_[i];
      if (tensor.shape.size() == 2) {
        add_matrix(i);
      } else if (tensor.shape.size() == 1) {
        biases_.push_back(i);
      } else {
        throw input_error("its shape " + shape_text(tensor) + " is that of no dense layer",
                          "export the graph as ONNX, or leave this array out")
            .at(quoted(tensor.name));
      }
    }
    if (layers_.empty()) {
      throw input_error("holds no matrix", "weights of a dense network are arrays with two axes");
    }
  }

  void add_matrix(std::size_t i) {
    const Tensor& tensor = tensors_[i];
    const bool rows_are_out = reading_.layout == MatrixLayout::out_in;
    const std::uint64_t in = tensor.shape[rows_are_out ? 1 : 0];
    const std::uint64_t out = tensor.shape[rows_are_out ? 0 : 1];
    if (in == 0 || out == 0 || in > most_nodes || out > most_nodes) {
      throw input_error("its shape " + shape_text(tensor) + " is that of no layer",
                        "leave this array out")
          .at(quoted(tensor.name));
    }
    Entry entry;
    entry.matrix = i;
    entry.layer = {tensor.name, in, out};
    layers_.push_back(std::move(entry));
  }

  void order() {
    if (order_ == LayerOrder::as_given) return check_order();
    std::vector<Layer> layers;
    for (const Entry& entry : layers_) layers.push_back(entry.layer);
    const std::vector<std::size_t> order =
        reading_.architecture.empty() ? order_layers(layers)
                                      : order_layers(layers, parse_widths(reading_.architecture));
    std::vector<Entry> ordered;
    for (const std::size_t i : order) ordered.push_back(std::move(layers_[i]));
    layers_ = std::move(ordered);
  }

  void check_order() const {
    for (std::size_t i = 1; i < layers_.size(); ++i) {
      if (layers_[i].layer.in == layers_[i - 1].layer.out) continue;
      throw input_error("takes " + std::to_string(layers_[i].layer.in) + " numbers, and " +
                            quoted(layers_[i - 1].layer.name) + " gives " +
                            std::to_string(layers_[i - 1].layer.out),
                        "export the graph as ONNX if the layers are no chain")
          .at(quoted(layers_[i].layer.name));
    }
  }

  /// The only layer that can have this bias by the given rule, if there is just one.
  template <class Rule>
  Entry* only(const Tensor& bias, const Rule& rule) {
    Entry* found = nullptr;
    for (Entry& entry : layers_) {
      if (entry.bias || entry.layer.out != bias.shape[0] || !rule(entry)) continue;
      if (found != nullptr) return nullptr;
      found = &entry;
    }
    return found;
  }

  /// By the same stem, else the same numbers in the name, else the matrix just before it in the
  /// file, else the only one that is long enough.
  void match_bias(std::size_t i) {
    const Tensor& bias = tensors_[i];
    const auto digits = name_digits(bias.name);
    const auto same_stem = [&](const Entry& e) {
      return stem_of(e.layer.name) == stem_of(bias.name);
    };
    const auto same_digits = [&](const Entry& e) {
      return !digits.empty() && name_digits(e.layer.name) == digits;
    };
    const auto just_before = [&](const Entry& e) { return e.matrix + 1 == i; };
    Entry* entry = only(bias, same_stem);
    if (entry == nullptr) entry = only(bias, same_digits);
    if (entry == nullptr) entry = only(bias, just_before);
    if (entry == nullptr) entry = only(bias, [](const Entry&) { return true; });
    if (entry == nullptr) {
      throw input_error(
          "a bias of " + std::to_string(bias.shape[0]) + " numbers fits no layer, or several",
          "call it like its matrix, as fc1.bias and fc1.weight, or leave it out")
          .at(quoted(bias.name));
    }
    entry->bias = i;
  }

  /// Stems, unless two layers would have the same.
  void name_layers() {
    std::set<std::string> names = {"x"};
    bool distinct = true;
    for (Entry& entry : layers_) {
      entry.name = stem_of(entry.layer.name);
      distinct = names.insert(entry.name).second && distinct;
    }
    if (distinct) return;
    for (Entry& entry : layers_) entry.name = entry.layer.name;
  }

  std::uint32_t add_run(std::string prefix, std::uint64_t count, Role role) {
    NodeRun run;
    run.prefix = std::move(prefix) + "[";
    run.suffix = "]";
    run.count = static_cast<std::uint32_t>(count);
    run.role = role;
    model_.runs.push_back(std::move(run));
    return take_numbers(count);
  }

  std::uint32_t take_numbers(std::uint64_t count) {
    if (count > most_nodes - next_) throw input_error("too many nodes", "use a smaller network");
    const std::uint64_t first = next_;
    next_ += count;
    return static_cast<std::uint32_t>(first);
  }

  [[nodiscard]] bool is_name(const std::string& name) const {
    return std::any_of(layers_.begin(), layers_.end(),
                       [&](const Entry& entry) { return entry.name == name; });
  }

  void add_nodes() {
    add_run(is_name("x") ? "input" : "x", layers_.front().layer.in, Role::input);
    if (!biases_.empty()) {
      NodeRun run;
      run.prefix = "one";
      run.single = true;
      run.count = 1;
      run.role = Role::input;
      run.bias = true;
      model_.runs.push_back(std::move(run));
      one_ = take_numbers(1);
    }
    for (Entry& entry : layers_) {
      const Role role = &entry == &layers_.back() ? Role::output : Role::hidden;
      entry.first_node = add_run(entry.name, entry.layer.out, role);
    }
  }

  void link_layer(std::size_t layer) {
    const Entry& entry = layers_[layer];
    const std::uint64_t in = entry.layer.in, out = entry.layer.out;
    const bool rows_are_out = reading_.layout == MatrixLayout::out_in;
    Link link;
    link.tensor = static_cast<std::uint32_t>(entry.matrix);
    link.row_stride = rows_are_out ? in : 1;
    link.column_stride = rows_are_out ? 1 : out;
    link.tails = numbers(layer == 0 ? 0 : layers_[layer - 1].first_node, in);
    link.heads = numbers(entry.first_node, out);
    model_.links.push_back(std::move(link));
    if (entry.bias) link_bias(entry);
  }

  void link_bias(const Entry& entry) {
    Link link;
    link.tensor = static_cast<std::uint32_t>(*entry.bias);
    link.row_stride = 1;
    link.column_stride = 1;
    link.tails = {one_};
    link.heads = numbers(entry.first_node, entry.layer.out);
    model_.links.push_back(std::move(link));
  }

  static std::vector<std::uint32_t> numbers(std::uint32_t first, std::uint64_t count) {
    std::vector<std::uint32_t> list(count);
    std::iota(list.begin(), list.end(), first);
    return list;
  }

  void describe() {
    std::string text = std::to_string(layers_.front().layer.in);
    for (const Entry& entry : layers_) text += "-" + std::to_string(entry.layer.out);
    model_.notes.push_back("The file holds arrays and no graph: read as the dense network " + text +
                           " with ReLU between its layers.");
  }

  std::vector<Tensor> tensors_;
  const ModelReading& reading_;
  LayerOrder order_;
  std::vector<Entry> layers_;
  std::vector<std::size_t> biases_;
  Model model_;
  std::uint64_t next_ = 0;
  std::uint32_t one_ = 0;
};

}  // namespace

Model weights_chain(std::vector<Tensor> tensors, const ModelReading& reading, LayerOrder order) {
  return Chain(std::move(tensors), reading, order).build();
}

}  // namespace isthmus
