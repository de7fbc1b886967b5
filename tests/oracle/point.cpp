#include "oracle/point.hpp"

#include "oracle/elimination.hpp"
#include "oracle/polyhedron.hpp"
#include "oracle/variety.hpp"

namespace isthmus::oracle {

Set support(const Vector& x) {
  Set result = 0;
  for (std::size_t e = 0; e < x.size(); ++e)
    if (x[e] > 0) result |= just(e);
  return result;
}

std::size_t jacobian_rank(const Graph& g, const Vector& x) {
  return rank(incidence(g, g.all_edges(), x));
}

std::vector<Set> floating(const Graph& g, const Vector& x) {
  std::vector<Set> result;
  Set seen = joined(g, g.hidden, support(x));
  for (std::size_t v = 0; v < g.hidden; ++v) {
    if (has(seen, v)) continue;
    result.push_back(joined(g, v, support(x)));
    seen |= result.back();
  }
  return result;
}

LocalForm local_form(const Graph& g, const Vector& x) {
  const std::vector<Set> parts = floating(g, x);
  const auto part_of = [&](std::size_t node) {
    std::size_t part = 0;
    while (part < parts.size() && !has(parts[part], node)) ++part;
    return part;  // parts.size() is the ground
  };
  LocalForm form{0, Graph{parts.size(), {}}, std::nullopt};
  for (const Weight& e : g.edges) {
    if (part_of(e.tail) == part_of(e.head))
      ++form.free_dimension;
    else
      form.cone.edges.push_back({part_of(e.tail), part_of(e.head), e.bundle});
  }
  form.free_dimension -= jacobian_rank(g, x);
  form.branches_log2 = regular_log2(form.cone, polyhedron(form.cone, Vector(parts.size())));
  return form;
}

}  // namespace isthmus::oracle
