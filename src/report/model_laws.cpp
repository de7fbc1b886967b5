// The weights at a node of a dense link are one row or one column of it, whatever its size: one
// term for each link. Listed links have a term for each bundle. The ends at a node are found by
// counting sort over all ends, which are few compared with the weights of dense links.
#include "report/model_laws.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "report/law_slices.hpp"

namespace isthmus {
namespace {

// Biases are the last tails of a link, or all of them.
std::uint64_t tails_without_bias(const Link& link, const ModelNodes& nodes) {
  std::uint64_t count = link.tails.size();
  while (count > 0 && nodes.run(link.tails[count - 1]).bias) --count;
  return count;
}

}  // namespace

ModelTerms::ModelTerms(const Model& model)
    : model_(model),
      nodes_(static_cast<std::uint32_t>(node_count(model))),
      heads_(ends(&Link::heads)),
      tails_(ends(&Link::tails)) {}

ModelTerms::Ends ModelTerms::ends(std::vector<std::uint32_t> Link::*side) const {
  Ends result;
  result.start.assign(std::size_t{nodes_} + 1, 0);
  for (const Link& link : model_.links) {
    if (link.fixed) continue;
    for (const std::uint32_t node : link.*side) ++result.start[node + 1];
  }
  for (std::size_t v = 0; v < nodes_; ++v) result.start[v + 1] += result.start[v];
  result.ends.resize(result.start.back());
  std::vector<std::uint64_t> next(result.start.begin(), result.start.end() - 1);
  for (std::uint32_t l = 0; l < model_.links.size(); ++l) {
    const Link& link = model_.links[l];
    if (link.fixed) continue;
    for (std::uint32_t at = 0; at < (link.*side).size(); ++at) {
      result.ends[next[(link.*side)[at]]++] = {l, at};
    }
  }
  return result;
}

LawTerm ModelTerms::in_term(const End& end, std::uint64_t tails) const {
  const Link& link = model_.links[end.link];
  if (link.wiring == Wiring::listed) tails = 1;
  return {1,
          slice_name(model_.tensors[link.tensor], link.position(end.at, 0),
                     {{tails, link.column_stride}, {link.depth, link.depth_stride}}),
          tails * link.depth};
}

LawTerm ModelTerms::out_term(const End& end) const {
  const Link& link = model_.links[end.link];
  const bool dense = link.wiring == Wiring::dense;
  const std::uint64_t heads = dense ? link.heads.size() : 1;
  return {-1,
          slice_name(model_.tensors[link.tensor],
                     dense ? link.position(0, end.at) : link.position(end.at, 0),
                     {{heads, link.row_stride}, {link.depth, link.depth_stride}}),
          heads * link.depth};
}

std::vector<LawTerm> ModelTerms::terms(std::span<const std::uint32_t> nodes) const {
  std::vector<LawTerm> result;
  for (const std::uint32_t node : nodes) {
    for (const End& end : heads_.of(node)) {
      result.push_back(in_term(end, model_.links[end.link].tails.size()));
    }
  }
  for (const std::uint32_t node : nodes) {
    for (const End& end : tails_.of(node)) result.push_back(out_term(end));
  }
  std::erase_if(result, [](const LawTerm& term) { return term.count == 0; });
  return result;
}

std::vector<LawTerm> ModelTerms::terms_before_normalisation(std::uint32_t node) const {
  const ModelNodes nodes(model_);
  std::vector<LawTerm> result;
  for (const End& end : heads_.of(node)) {
    const Link& link = model_.links[end.link];
    const bool dense = link.wiring == Wiring::dense;
    if (!dense && nodes.run(link.tails[end.at]).bias) continue;
    const std::uint64_t tails = dense ? tails_without_bias(link, nodes) : 1;
    if (tails > 0) result.push_back(in_term(end, tails));
  }
  return result;
}

std::string ModelTerms::kind(std::uint32_t node) const {
  const ModelNodes nodes(model_);
  for (const End& end : heads_.of(node)) {
    const Link& link = model_.links[end.link];
    const std::uint32_t tail = link.tails[link.wiring == Wiring::dense ? 0 : end.at];
    if (nodes.run(tail).normalised) return "scale";
    if (model_.tensors[link.tensor].shape.size() > 2) return "channel";
  }
  return "neuron";
}

std::string ModelTerms::bundle_name(std::uint32_t bundle) const {
  const Bundle place = bundle_at(model_, bundle);
  return slice_name(model_.tensors[place.link->tensor], place.position,
                    {{place.link->depth, place.link->depth_stride}});
}

}  // namespace isthmus
