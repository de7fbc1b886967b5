#include "report/text_point.hpp"

#include "report/bounds.hpp"

namespace isthmus {
namespace {

class PointText {
 public:
  PointText(Page& page, const Names& names, const Analysis& analysis)
      : page_(page), names_(names), analysis_(analysis) {}

  void write();

 private:
  void write_rank();
  void write_local_form();
  void write_nearest();

  [[nodiscard]] const PointFacts& point() const { return *analysis_.point; }

  Page& page_;
  const Names& names_;
  const Analysis& analysis_;
};

void PointText::write() {
  page_.section("The given weights");
  write_rank();
  if (point().local_form) write_local_form();
  if (point().nearest) write_nearest();
  if (!point().nearest_reason.empty()) {
    page_.line("squared distance to the nearest rank-deficient point: not determined; " +
               point().nearest_reason);
  }
  if (point().sigma_min) {
    page_.line("smallest singular value of the Jacobian: " + between(*point().sigma_min));
  }
}

void PointText::write_rank() {
  const PointRank& rank = point().rank;
  const std::size_t full = analysis_.graph().hidden_count();
  if (!rank.singular()) {
    page_.line("regular point: the Jacobian has full rank " + std::to_string(full));
    return;
  }
  page_.line("singular point: the Jacobian has rank " + std::to_string(rank.rank) + " of " +
             std::to_string(full) + "; floating, without a nonzero edge to the rest:");
  page_.list(rank.floating,
             [&](const std::vector<NodeId>& set) { page_.line(names_.set(set), 4); });
}

// The cone of one floating component with p weights in and q out (theory §4, local form).
std::string single_cone(const BalanceNetwork& cone) {
  std::uint64_t p = 0;
  std::uint64_t q = 0;
  for (const EdgeId e : cone.in_edges(NodeId{0})) p += cone.multiplicity(e);
  for (const EdgeId e : cone.out_edges(NodeId{0})) q += cone.multiplicity(e);
  if (p == 0 || q == 0) return "a point (a manifold there, cut out with multiplicity)";
  if (p == 1 && q == 1) return "two crossing lines";
  return "the cone over S^" + std::to_string(p - 1) + " × S^" + std::to_string(q - 1);
}

std::string cone_text(const BalanceNetwork& cone) {
  const std::size_t nodes = cone.hidden_count();
  if (cone.edge_count() == 0) return "a point";
  if (nodes == 1) return single_cone(cone);
  return "the variety M(0) of " + counted(nodes, "node") + " and " +
         counted(cone.edge_count(), "bundle");
}

void PointText::write_local_form() {
  const LocalForm& form = *point().local_form;
  std::string text = "near it, M(c) looks like ";
  if (form.free_dimension > 0) text += "R^" + std::to_string(form.free_dimension) + " × ";
  text += cone_text(form.cone);
  if (form.branches_log2) {
    text += "; the regular part has " + short_power_of_two(*form.branches_log2) +
            (*form.branches_log2 == 0 ? " branch there" : " branches there");
  } else {
    text += "; no regular point is near";
  }
  page_.line(text);
}

void PointText::write_nearest() {
  if (point().rank.singular()) return;
  page_.line("squared distance to the nearest rank-deficient point (of any balance): " +
             short_number(point().nearest->value) + ", where " + names_.set(point().nearest->set) +
             " is cut off");
}

}  // namespace

void write_point(Page& page, const Names& names, const Analysis& analysis) {
  PointText(page, names, analysis).write();
}

}  // namespace isthmus
