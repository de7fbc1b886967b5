#include "isthmus/formats/pattern_file.hpp"

#include <algorithm>
#include <array>
#include <istream>
#include <limits>
#include <ostream>
#include <utility>

#include "formats/json_reader.hpp"
#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::string_view format_name = "isthmus-pattern";
constexpr std::array<std::string_view, 3> keys = {"format", "version", "layers"};

// Takes layers row by row. Errors do not say where: the caller knows.
class PatternBuilder {
 public:
  explicit PatternBuilder(const PatternLimits& limits) : limits_(limits) {}

  void begin_layer() {
    if (layers_.size() == limits_.layers) over("layers", limits_.layers);
    layers_.emplace_back();
  }

  void add_row(std::string_view row) {
    LayerSupport& layer = layers_.back();
    if (layer.rows.empty()) layer.inputs = row.size();
    if (row.empty()) throw input_error("is an empty row", "write a 0 or 1 for each input");
    if (row.size() != layer.inputs) {
      throw input_error("has the length " + std::to_string(row.size()) + ", the row before " +
                            std::to_string(layer.inputs),
                        "write a 0 or 1 for each input of the layer");
    }
    if (row.size() > limits_.size) over("inputs in a layer", limits_.size);
    if (layer.rows.size() == limits_.size) over("outputs in a layer", limits_.size);
    entries_ += row.size();
    if (entries_ > limits_.entries) over("entries", limits_.entries);
    layer.rows.push_back(support(row));
  }

  void end_layer() const {
    const LayerSupport& layer = layers_.back();
    if (layer.rows.empty()) throw input_error("is an empty layer", "write a row for each output");
    if (layers_.size() == 1 || layer.inputs == layers_[layers_.size() - 2].outputs()) return;
    throw input_error("has rows of length " + std::to_string(layer.inputs) +
                          ", but the number of rows of the layer before is " +
                          std::to_string(layers_[layers_.size() - 2].outputs()),
                      "list the layers from the input to the output, a row for each output");
  }

  LayerSupports finish() {
    if (layers_.empty()) throw input_error("there is no layer", "write at least one");
    return std::move(layers_);
  }

 private:
  [[noreturn]] static void over(const char* what, std::size_t limit) {
    throw limit_error("more than " + std::to_string(limit) + " " + what,
                      "ask about a window of the pattern");
  }

  static std::vector<std::uint32_t> support(std::string_view row) {
    std::vector<std::uint32_t> columns;
    for (std::uint32_t j = 0; j < row.size(); ++j) {
      if (row[j] == '1') columns.push_back(j);
      if (row[j] == '1' || row[j] == '0') continue;
      throw input_error(
          "holds " + isthmus::quoted(std::string(row.substr(j, 1))) + ", which is neither 0 nor 1",
          "write 1 for a weight, 0 for none");
    }
    return columns;
  }

  const PatternLimits& limits_;
  LayerSupports layers_;
  std::size_t entries_ = 0;
};

class PatternReader {
 public:
  PatternReader(std::istream& in, const PatternLimits& limits)
      : json_(in, std::numeric_limits<std::size_t>::max()), builder_(limits) {}

  LayerSupports read() {
    json_.begin_object();
    KnownKeys known(keys);
    for (std::size_t key = 0; known.next(json_, key);) read_member(key);
    for (std::size_t key = 0; key < keys.size(); ++key) known.require(json_, key);
    json_.finish();
    return builder_.finish();
  }

 private:
  void read_member(std::size_t key) {
    if (key == 0 && json_.read_string() != format_name) {
      json_.fail("is another format", "write \"isthmus-pattern\"");
    }
    if (key == 1 && json_.read_number().text != "1") {
      json_.fail("is another version", "this program reads version 1");
    }
    if (key == 2) read_layers();
  }

  void read_layers() {
    json_.begin_array();
    while (json_.next_item()) {
      here([&] { builder_.begin_layer(); });
      json_.begin_array();
      while (json_.next_item()) {
        json_.read_string(row_);
        here([&] { builder_.add_row(row_); });
      }
      here([&] { builder_.end_layer(); });
    }
  }

  template <class Step>
  void here(const Step& step) const {
    try {
      step();
    } catch (const Error& error) {
      throw error.at(json_.path());
    }
  }

  JsonReader json_;
  PatternBuilder builder_;
  std::string row_;
};

std::vector<std::string_view> parts(std::string_view text, char mark) {
  std::vector<std::string_view> found;
  while (true) {
    const std::size_t end = text.find(mark);
    found.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return found;
    text.remove_prefix(end + 1);
  }
}

template <class Step>
void at(const std::string& place, const Step& step) {
  try {
    step();
  } catch (const Error& error) {
    throw error.at(place);
  }
}

std::string row_text(const LayerSupport& layer, std::size_t i) {
  std::string row(layer.inputs, '0');
  for (const std::uint32_t j : layer.rows[i]) row[j] = '1';
  return row;
}

}  // namespace

LayerSupports read_pattern_json(std::istream& in, const PatternLimits& limits) {
  return PatternReader(in, limits).read();
}

LayerSupports parse_layers(const std::string& text, const PatternLimits& limits) {
  PatternBuilder builder(limits);
  std::size_t l = 0;
  for (const std::string_view layer : parts(text, ';')) {
    const std::string name = "layer " + std::to_string(++l);
    at(name, [&] { builder.begin_layer(); });
    std::size_t i = 0;
    for (const std::string_view row : parts(layer, '/')) {
      at(name + ", row " + std::to_string(++i), [&] { builder.add_row(row); });
    }
    at(name, [&] { builder.end_layer(); });
  }
  return builder.finish();
}

bool mentions_pattern(std::string_view text) {
  return text.find(format_name) != std::string_view::npos;
}

bool is_pattern_file(const std::string& path) try {
  if (!path.ends_with(".json")) return false;
  std::ifstream in = open_for_reading(path);
  std::string text(1 << 16, '\0');
  std::string kept;  // the end of the piece before: the name may lie across two
  while (in.read(text.data(), static_cast<std::streamsize>(text.size())) || in.gcount() > 0) {
    kept.append(text.data(), static_cast<std::size_t>(in.gcount()));
    if (mentions_pattern(kept)) return true;
    kept.erase(0, kept.size() - std::min(kept.size(), format_name.size()));
  }
  return false;
} catch (const Error& error) {
  throw error.in_file(path);
}

LayerSupports load_pattern(const std::string& path, const PatternLimits& limits) {
  try {
    std::ifstream in = open_for_reading(path);
    return read_pattern_json(in, limits);
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

std::string layers_text(const LayerSupports& layers) {
  std::string text;
  for (const LayerSupport& layer : layers) {
    if (&layer != layers.data()) text += ';';
    for (std::size_t i = 0; i < layer.outputs(); ++i) {
      if (i > 0) text += '/';
      text += row_text(layer, i);
    }
  }
  return text;
}

void write_pattern_json(std::ostream& out, const LayerSupports& layers) {
  out << "{\"format\":\"isthmus-pattern\",\"version\":1,\n \"layers\":[";
  for (const LayerSupport& layer : layers) {
    out << (&layer == layers.data() ? "\n  [" : ",\n  [");
    for (std::size_t i = 0; i < layer.outputs(); ++i) {
      out << (i > 0 ? "," : "") << '"' << row_text(layer, i) << '"';
    }
    out << ']';
  }
  out << "\n ]}\n";
}

}  // namespace isthmus
