#include "isthmus/report/no_optimum.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>

#include "isthmus/exact/parse.hpp"
#include "report/json_writer.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

void write_names(std::ostream& out, char letter, std::size_t count, const char* separator) {
  for (std::size_t i = 1; i <= count; ++i) {
    out << separator << letter << i;
    separator = ",";
  }
}

void write_numbers(std::ostream& out, const std::vector<Rational>& numbers, const char* separator) {
  for (const Rational& x : numbers) {
    out << separator << to_text(x);
    separator = ",";
  }
}

void write_vector(JsonWriter& json, const std::vector<Rational>& numbers) {
  json.begin_array(Layout::inline_);
  for (const Rational& x : numbers) json.text(to_text(x));
  json.end_array();
}

void write_matrix(JsonWriter& json, const RationalMatrix& a) {
  json.begin_array();
  for (std::size_t i = 0; i < a.rows(); ++i) {
    std::vector<Rational> row;
    for (std::size_t j = 0; j < a.cols(); ++j) row.push_back(a(i, j));
    write_vector(json, row);
  }
  json.end_array();
}

void write_network(JsonWriter& json, const NetworkAt& network) {
  json.begin_object();
  json.text("epsilon", to_text(network.epsilon));
  json.text("loss", to_text(network.loss));
  json.text("largest_weight", to_text(network.largest_weight));
  json.key("layers");
  json.begin_array();
  for (std::size_t l = 0; l < network.weights.size(); ++l) {
    json.begin_object();
    json.key("weights");
    write_matrix(json, network.weights[l]);
    json.key("biases");
    write_vector(json, network.biases[l]);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

using Cells = std::array<std::string, 3>;

}  // namespace

void write_dataset(std::ostream& out, const NoOptimum& data) {
  write_names(out, 'x', data.inputs.front().size(), "");
  write_names(out, 'y', data.targets.front().size(), ",");
  out << '\n';
  for (std::size_t t = 0; t < data.inputs.size(); ++t) {
    write_numbers(out, data.inputs[t], "");
    write_numbers(out, data.targets[t], ",");
    out << '\n';
  }
}

std::vector<NetworkAt> network_sequence(const NoOptimum& data, std::size_t count) {
  std::vector<NetworkAt> out;
  Rational epsilon = 1;
  for (std::size_t k = 0; k < count; ++k, epsilon /= 10) out.push_back(network_at(data, epsilon));
  return out;
}

void write_text(std::ostream& out, const std::vector<NetworkAt>& sequence, const TextStyle& style) {
  Page page(out, style);
  page.section("Networks on the way to loss 0");
  std::vector<Cells> lines{{"ε", "loss", "largest weight"}};
  for (const NetworkAt& network : sequence) {
    lines.push_back({to_decimal(network.epsilon), to_decimal(network.loss),
                     to_decimal(network.largest_weight)});
  }
  const auto columns = [](const std::string& text) {  // code points
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & '\xc0') != '\x80'; }));
  };
  std::array<std::size_t, 3> widths{};
  for (const Cells& line : lines) {
    for (std::size_t c = 0; c < 3; ++c) widths[c] = std::max(widths[c], columns(line[c]));
  }
  for (const Cells& line : lines) {
    std::string text;
    for (std::size_t c = 0; c < 3; ++c) {
      text += std::string(widths[c] + (c == 0 ? 0 : 3) - columns(line[c]), tie) + line[c];
    }
    page.line(text);
  }
}

void write_json(std::ostream& out, const std::vector<NetworkAt>& sequence) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-sequence");
  json.number("version", 1);
  json.key("networks");
  json.begin_array();
  for (const NetworkAt& network : sequence) write_network(json, network);
  json.end_array();
  json.end_object();
  out << '\n';
}

}  // namespace isthmus
