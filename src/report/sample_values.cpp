#include "report/sample_values.hpp"

#include <algorithm>

#include "isthmus/exact/parse.hpp"

namespace isthmus {

std::optional<Enclosure> connected_closed_form(const SampleReport& report) {
  const Network& network = report.network;
  const auto leads_out = [&](const SampledWeight& weight) {
    return network.nodes[network.edges[weight.edge].to].role == Role::output;
  };
  const auto& weights = report.sample.weights;
  if (!report.law || !report.law->normal) return std::nullopt;
  if (!std::all_of(weights.begin(), weights.end(), leads_out)) return std::nullopt;
  return none_negative_probability(*report.law);
}

std::string rounded_decimal(const Rational& q, int digits) {
  const std::string about = "≈";
  const std::string text = to_decimal(q, digits);
  return text.compare(0, about.size(), about) == 0 ? text.substr(about.size()) : text;
}

}  // namespace isthmus
