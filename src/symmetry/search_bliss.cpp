// The search itself is bliss (Junttila, Kaski 2007): individualisation and refinement, pruned by
// the automorphisms found on the way. This is the only file that knows bliss.
//
// bliss counts the group exactly (it is built with GMP) but hands the number out only as text in a
// stream; a stream in memory takes it from there. Its generators are taken on trust nowhere: the
// caller checks each against the network. That they generate everything is bliss's claim.
#define BLISS_USE_GMP  // as the library was compiled; see cmake/Dependencies.cmake
#include <bliss/graph.hh>

#include <cstdio>
#include <cstdlib>
#include <limits>
#include <memory>
#include <string>

#include "isthmus/error.hpp"
#include "symmetry/coloured_digraph.hpp"

namespace isthmus::symmetry {
namespace {

struct Collector {
  std::uint32_t visible;
  std::vector<SparsePermutation<std::uint32_t>> generators;
};

void collect(void* user, unsigned int, const unsigned int* image) {
  auto& collector = *static_cast<Collector*>(user);
  SparsePermutation<std::uint32_t> moves;
  for (std::uint32_t v = 0; v < collector.visible; ++v) {
    if (image[v] != v) moves.emplace_back(v, image[v]);
  }
  collector.generators.push_back(std::move(moves));
}

// What bliss prints about its search.
std::string printed(const bliss::Stats& stats) {
  char* text = nullptr;
  std::size_t size = 0;
  std::FILE* stream = open_memstream(&text, &size);
  ensure(stream != nullptr, "a stream in memory can be opened");
  stats.print(stream);
  static_cast<void>(std::fclose(stream));
  const std::unique_ptr<char, void (*)(void*)> owner(text, std::free);
  return std::string(text, size);
}

Integer order_of(const bliss::Stats& stats) {
  const std::string text = printed(stats);
  const std::string key = "|Aut|:";
  const std::size_t start = text.find_first_not_of(' ', text.find(key) + key.size());
  const std::size_t end = text.find('\n', start);
  ensure(text.find(key) != std::string::npos && end != std::string::npos, "bliss counts the group");
  const std::string digits = text.substr(start, end - start);
  ensure(!digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos,
         "bliss counts the group exactly");
  return Integer(digits);
}

}  // namespace

FoundGroup search_automorphisms(const ColouredDigraph& graph, std::uint32_t visible) {
  if (graph.colours.size() > std::numeric_limits<std::int32_t>::max()) {
    throw limit_error("the network is too large for the search for symmetries",
                      "more than 2^31 vertices are needed");
  }
  bliss::Digraph digraph;
  for (const std::uint32_t colour : graph.colours) digraph.add_vertex(colour);
  for (const auto& [from, to] : graph.arcs) digraph.add_edge(from, to);
  Collector collector{visible, {}};
  bliss::Stats stats;
  digraph.find_automorphisms(stats, collect, &collector);
  return {std::move(collector.generators), order_of(stats)};
}

}  // namespace isthmus::symmetry
