// From locks to signs of edges, and from statements to the edges of the report.
#include "report/expressivity.hpp"

#include <algorithm>
#include <map>

#include "report/json_parts.hpp"

namespace isthmus {
namespace {

KnownSign locked_sign(const Analysis& analysis, std::uint32_t position) {
  if (analysis.source != BalanceSource::weights) return KnownSign::locked;
  return weight_sign(analysis.network, position) > 0 ? KnownSign::positive : KnownSign::negative;
}

/// Does the flow stay where weakly locked weights keep their signs?
bool among_regular_points(const Analysis& analysis) {
  return !analysis.point || !analysis.point->rank.singular();
}

/// By position in the network of the analysis.
std::vector<KnownSign> known_signs(const Analysis& analysis) {
  std::vector<KnownSign> signs(analysis.network.edges.size(), KnownSign::free);
  if (!analysis.facts) return signs;
  const auto& position = analysis.contraction.file_edge;
  for (const EdgeId e : analysis.facts->always_zero) signs[position[e]] = KnownSign::zero;
  for (const CutStep& step : analysis.facts->components.locked) {
    signs[position[step.edge]] = locked_sign(analysis, position[step.edge]);
  }
  if (!among_regular_points(analysis)) return signs;
  for (const EdgeId e : analysis.facts->weakly_locked) {
    signs[position[e]] = locked_sign(analysis, position[e]);
  }
  return signs;
}

void keep(Analysis& analysis, std::vector<Restriction> restrictions) {
  std::vector<bool> weak(analysis.network.edges.size(), false);
  if (analysis.facts) {
    for (const EdgeId e : analysis.facts->weakly_locked) {
      weak[analysis.contraction.file_edge[e]] = true;
    }
  }
  for (Restriction& r : restrictions) {
    const bool uses_weak =
        std::any_of(r.because.begin(), r.because.end(), [&](std::uint32_t e) { return weak[e]; });
    analysis.expressivity.push_back({std::move(r), uses_weak});
  }
}

}  // namespace

std::vector<EdgeId> edges_of(const std::vector<CutStep>& steps) {
  std::vector<EdgeId> edges;
  for (const CutStep& step : steps) edges.push_back(step.edge);
  return edges;
}

void find_expressivity(Analysis& analysis) {
  const std::vector<KnownSign> signs = known_signs(analysis);
  const auto says = [](KnownSign sign) { return sign != KnownSign::free; };
  const auto fixed = [](const Edge& edge) { return edge.fixed; };
  const auto& edges = analysis.network.edges;
  if (std::none_of(signs.begin(), signs.end(), says) &&
      std::none_of(edges.begin(), edges.end(), fixed)) {
    return;
  }
  keep(analysis, restrictions(analysis.network, signs));
}

void find_expressivity(Analysis& analysis, const Model& model) {
  const std::vector<KnownSign> signs = known_signs(analysis);
  std::vector<SignedBundle> bundles;
  std::map<std::uint32_t, std::uint32_t> position;
  for (std::uint32_t i = 0; i < signs.size(); ++i) {
    if (signs[i] == KnownSign::free) continue;
    bundles.push_back({analysis.edge_numbers[i], signs[i]});
    position.emplace(analysis.edge_numbers[i], i);
  }
  if (bundles.empty()) return;
  std::sort(bundles.begin(), bundles.end(),
            [](const auto& a, const auto& b) { return a.bundle < b.bundle; });
  std::vector<Restriction> found = restrictions(model, bundles);
  for (Restriction& restriction : found) {
    for (std::uint32_t& e : restriction.because) e = position.at(e);
    for (SignCondition& condition : restriction.where) condition.edge = position.at(condition.edge);
  }
  keep(analysis, std::move(found));
}

namespace {

std::uint32_t number_of(const Analysis& analysis, std::uint32_t position) {
  return analysis.edge_numbers.empty() ? position : analysis.edge_numbers[position];
}

// ---- words --------------------------------------------------------------------------------------

template <class Item, class NameOf>
std::string listed(const std::vector<Item>& items, const NameOf& name_of) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < items.size() && i < most; ++i) {
    text += (i == 0 ? "" : ", ") + printable(name_of(items[i]));
  }
  if (items.size() > most) text += ", … " + std::to_string(items.size() - most) + " more";
  return text;
}

std::string bound_text(const Restriction& r) { return r.biased ? "its bias" : "0"; }

/// What is said of the output, as a predicate.
std::string predicate(const Analysis& analysis, const Restriction& r) {
  const auto inputs = [&] {
    return listed(r.inputs, [&](std::uint32_t v) { return analysis.network.nodes[v].id; });
  };
  switch (r.kind) {
    case RestrictionKind::bounded_below:
      return "is never less than " + bound_text(r);
    case RestrictionKind::bounded_above:
      return "is never more than " + bound_text(r);
    case RestrictionKind::convex:
      return "is convex in the inputs";
    case RestrictionKind::concave:
      return "is concave in the inputs";
    case RestrictionKind::nondecreasing:
      return "never decreases with " + inputs();
    case RestrictionKind::nonincreasing:
      return "never increases with " + inputs();
    case RestrictionKind::monotone:
      break;
  }
  return "never turns round in " + inputs() + (r.inputs.size() == 1 ? "" : " (each by itself)");
}

std::string reason(const Analysis& analysis, const Statement& statement) {
  const Restriction& r = statement.restriction;
  const std::string edges =
      listed(r.because, [&](std::uint32_t e) { return analysis.edge_names[e]; });
  return ", since " + edges + (r.because.size() == 1 ? " keeps its sign" : " keep their signs") +
         (statement.on_regular_part ? " on the regular part" : "");
}

/// "Where h1->y > 0: ", or nothing.
std::string condition(const Analysis& analysis, const Restriction& r) {
  if (r.where_paths_agree) return "Where the signs along all its paths agree: ";
  if (r.where.empty()) return "";
  return "Where " +
         listed(r.where,
                [&](const SignCondition& c) {
                  return analysis.edge_names[c.edge] + (c.positive ? " > 0" : " < 0");
                }) +
         ": ";
}

std::string sentence(const Analysis& analysis, const Statement& statement) {
  const Restriction& r = statement.restriction;
  return condition(analysis, r) + printable(analysis.network.nodes[r.output].id) + " " +
         predicate(analysis, r) + reason(analysis, statement) + ".";
}

std::vector<const Statement*> chosen(const Analysis& analysis,
                                     std::optional<std::uint32_t> output) {
  std::vector<const Statement*> found;
  for (const Statement& statement : analysis.expressivity) {
    if (!output || statement.restriction.output == *output) found.push_back(&statement);
  }
  return found;
}

}  // namespace

void write_expressivity(Page& page, const Analysis& analysis, std::optional<std::uint32_t> output) {
  const auto found = chosen(analysis, output);
  if (found.empty()) return;
  page.section(analysis.point ? "What every network of this component is bound to"
                              : "What every network of a component is bound to");
  page.list(found, [&](const Statement* s) { page.line(sentence(analysis, *s)); });
}

// ---- JSON ---------------------------------------------------------------------------------------

namespace {

std::string statement_text(const Restriction& r) {
  switch (r.kind) {
    case RestrictionKind::bounded_below:
      return "bounded below by " + bound_text(r);
    case RestrictionKind::bounded_above:
      return "bounded above by " + bound_text(r);
    case RestrictionKind::convex:
      return "convex";
    case RestrictionKind::concave:
      return "concave";
    case RestrictionKind::nondecreasing:
      return "nondecreasing";
    case RestrictionKind::nonincreasing:
      return "nonincreasing";
    case RestrictionKind::monotone:
      break;
  }
  return "monotone";
}

void write_statement(JsonWriter& json, const Analysis& analysis, const Statement& statement) {
  const Restriction& r = statement.restriction;
  json.begin_object(Layout::inline_);
  json.text("output", analysis.network.nodes[r.output].id);
  json.text("statement", statement_text(r));
  if (!r.inputs.empty()) {
    json.key("inputs");
    json.begin_array();
    for (const std::uint32_t v : r.inputs) json.text(analysis.network.nodes[v].id);
    json.end_array();
  }
  json.key("because");
  json.begin_array();
  for (const std::uint32_t e : r.because) json.number(number_of(analysis, e));
  json.end_array();
  if (!r.where.empty()) {
    json.key("where");
    json.begin_object();
    for (const SignCondition& c : r.where) {
      json.key(analysis.edge_names[c.edge]);
      json.sign(c.positive ? 1 : -1);
    }
    json.end_object();
  }
  if (r.where_paths_agree) json.boolean("where_paths_agree", true);
  if (statement.on_regular_part) json.boolean("on_regular_part", true);
  json.end_object();
}

}  // namespace

void write_expressivity(JsonWriter& json, const Analysis& analysis,
                        std::optional<std::uint32_t> output) {
  const auto found = chosen(analysis, output);
  if (found.empty()) return;
  json.key("expressivity");
  json.begin_array();
  for (const Statement* statement : found) write_statement(json, analysis, *statement);
  json.end_array();
}

}  // namespace isthmus
