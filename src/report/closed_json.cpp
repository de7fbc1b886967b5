// Format "isthmus-closed" version 1 (docs/closed.md).
#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/closed.hpp"
#include "report/json_parts.hpp"
#include "report/pattern_words.hpp"

namespace isthmus {
namespace {

void write_sizes(JsonWriter& json, const LayerSupports& layers) {
  json.key("pattern");
  json.begin_object(Layout::inline_);
  json.key("sizes");
  json.begin_array();
  json.number(layers.front().inputs);
  for (const LayerSupport& layer : layers) json.number(layer.outputs());
  json.end_array();
  json.number("entries", entry_count(layers));
  json.end_object();
}

void write_numbers(JsonWriter& json, const std::vector<Rational>& numbers) {
  json.begin_array(Layout::inline_);
  for (const Rational& number : numbers) json.text(to_text(number));
  json.end_array();
}

void write_matrix(JsonWriter& json, const RationalMatrix& matrix) {
  json.begin_array();
  for (std::size_t i = 0; i < matrix.rows(); ++i) {
    json.begin_array(Layout::inline_);
    for (std::size_t j = 0; j < matrix.cols(); ++j) json.text(to_text(matrix(i, j)));
    json.end_array();
  }
  json.end_array();
}

void write_network(JsonWriter& json, const NetworkAt& network) {
  json.begin_object();
  json.text("epsilon", to_text(network.epsilon));
  json.text("loss", to_text(network.loss));
  json.text("largest_weight", to_text(network.largest_weight));
  json.key("weights");
  json.begin_array();
  for (const RationalMatrix& matrix : network.weights) write_matrix(json, matrix);
  json.end_array();
  json.key("biases");
  json.begin_array();
  for (const auto& biases : network.biases) write_numbers(json, biases);
  json.end_array();
  json.end_object();
}

}  // namespace

void write_json(std::ostream& out, const ClosedReport& report) {
  const Decision& decision = report.decision;
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-closed");
  json.number("version", 1);
  if (!report.title.empty()) json.text("source", report.title);
  write_sizes(json, report.layers);
  json.text("verdict", verdict_word(decision.verdict));
  json.text("reason", closed_reason(report));
  json.key("rules");
  write_texts(json, decision.rules);
  if (!decision.tried.empty()) {
    json.key("tried");
    write_texts(json, decision.tried);
  }
  if (!decision.remaining.empty()) {
    json.key("remaining");
    json.begin_array();
    for (const PatternState& state : decision.remaining) write_state(json, state);
    json.end_array();
  }
  if (!report.sequence.empty()) {
    json.key("sequence");
    json.begin_array();
    for (const NetworkAt& network : report.sequence) write_network(json, network);
    json.end_array();
  }
  if (const std::string certificate = closed_certificate(report); !certificate.empty()) {
    json.key("certificate");
    json.document(certificate);
  }
  json.end_object();
}

}  // namespace isthmus
