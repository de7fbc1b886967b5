// Laws of layered drawings, on networks that are meant to be nasty.
#include "isthmus/draw/layout.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

#include "draw/alignment.hpp"
#include "draw/layering.hpp"
#include "draw/ordering.hpp"
#include "support/random_network.hpp"

namespace isthmus {
namespace {

Diagram drawable(const test::Instance& instance) {
  const auto diagram = diagram_of(instance.network(), instance.c, {});
  REQUIRE(diagram);
  return *diagram;
}

std::vector<Diagram> samples() {
  std::vector<Diagram> diagrams;
  test::Random random(7);
  for (int i = 0; i < 300; ++i) {
    diagrams.push_back(drawable(test::random_instance(random, {12, 30})));
  }
  return diagrams;
}

Diagram plain(std::size_t nodes, std::vector<std::pair<std::size_t, std::size_t>> edges) {
  Diagram diagram;
  for (std::size_t v = 0; v < nodes; ++v) diagram.nodes.push_back({std::to_string(v), "", true});
  for (const auto& [tail, head] : edges) diagram.edges.push_back({tail, head, ""});
  return diagram;
}

TEST_CASE("stretches join neighbouring layers and chains follow their edges") {
  for (const Diagram& diagram : samples()) {
    const draw::Layering layers = draw::layering(diagram);
    REQUIRE(layers.chains.size() == diagram.edges.size());
    for (std::size_t e = 0; e < diagram.edges.size(); ++e) {
      const auto& chain = layers.chains[e];
      CHECK(chain.front() == diagram.edges[e].tail);
      CHECK(chain.back() == diagram.edges[e].head);
      CHECK((chain.size() == 1) == (diagram.edges[e].tail == diagram.edges[e].head));
      for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
        const std::size_t a = layers.layer[chain[i]];
        const std::size_t b = layers.layer[chain[i + 1]];
        CHECK(std::max(a, b) - std::min(a, b) == 1);
      }
    }
  }
}

TEST_CASE("an acyclic diagram runs forward, with layers as deep as its longest path") {
  const draw::Layering layers = draw::layering(plain(5, {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {4, 3}}));
  CHECK(layers.layers == 4);
  CHECK(layers.layer[0] == 0);
  CHECK(layers.layer[2] == 2);
  CHECK(layers.layer[4] == 2);  // a source is as close to its head as it can be
  CHECK(layers.chains[2].size() == 3);
}

TEST_CASE("on a cycle exactly one edge runs backward") {
  const draw::Layering layers = draw::layering(plain(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}));
  CHECK(layers.layers == 4);
  CHECK(std::count_if(layers.chains.begin(), layers.chains.end(), [&](const auto& chain) {
          return layers.layer[chain.front()] > layers.layer[chain.back()];
        }) == 1);
}

TEST_CASE("ordering never adds crossings and untangles a crossed pair") {
  const draw::Layering crossed = draw::layering(plain(4, {{0, 3}, {1, 2}}));
  CHECK(draw::crossings(crossed, {{0, 1}, {2, 3}}) == 1);
  CHECK(draw::crossings(crossed, draw::layer_order(crossed)) == 0);
  for (const Diagram& diagram : samples()) {
    const draw::Layering layers = draw::layering(diagram);
    const draw::LayerOrder order = draw::layer_order(layers);
    draw::LayerOrder first = order;
    for (auto& layer : first) std::sort(layer.begin(), layer.end());
    CHECK(draw::crossings(layers, order) <= draw::crossings(layers, first));
    std::size_t placed = 0;
    for (const auto& layer : order) placed += layer.size();
    CHECK(placed == layers.vertices());
  }
}

std::int64_t cost(const std::vector<std::int64_t>& place, const std::vector<std::int64_t>& wish) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < wish.size(); ++i) sum += (place[i] - wish[i]) * (place[i] - wish[i]);
  return sum;
}

// The least cost over all places in 0 … 11.
std::int64_t best_cost(const std::vector<std::int64_t>& wish,
                       const std::vector<std::int64_t>& gap) {
  std::int64_t best = 1'000'000;
  std::vector<std::int64_t> place(3);
  for (place[0] = -6; place[0] < 12; ++place[0]) {
    for (place[1] = place[0] + gap[0]; place[1] < 18; ++place[1]) {
      for (place[2] = place[1] + gap[1]; place[2] < 24; ++place[2]) {
        best = std::min(best, cost(place, wish));
      }
    }
  }
  return best;
}

TEST_CASE("places keep their gaps and are as close to the wishes as possible") {
  test::Random random(3);
  for (int i = 0; i < 200; ++i) {
    const std::vector<std::int64_t> wish = {random.between(0, 8), random.between(0, 8),
                                            random.between(0, 8)};
    const std::vector<std::int64_t> gap = {random.between(0, 4), random.between(0, 4)};
    const std::vector<std::int64_t> place = draw::spread(wish, gap);
    CHECK(place[1] - place[0] >= gap[0]);
    CHECK(place[2] - place[1] >= gap[1]);
    // Means are rounded down: each of three places is off by less than 1.
    const std::int64_t least = best_cost(wish, gap);
    CHECK(cost(place, wish) <= least + 3);
  }
}

bool overlap(const DrawnNode& a, const DrawnNode& b) {
  return std::abs(a.centre.x - b.centre.x) < a.half_width + b.half_width &&
         std::abs(a.centre.y - b.centre.y) < a.half_height + b.half_height;
}

TEST_CASE("boxes do not overlap, paths end at their boxes, all is on the page") {
  for (const Diagram& diagram : samples()) {
    const LayeredDrawing layout = lay_out(diagram);
    for (std::size_t u = 0; u < layout.nodes.size(); ++u) {
      for (std::size_t v = 0; v < u; ++v) CHECK_FALSE(overlap(layout.nodes[u], layout.nodes[v]));
    }
    const auto on_page = [&](DrawnPoint p) {
      return p.x >= 0 && p.y >= 0 && p.x <= layout.width && p.y <= layout.height;
    };
    const auto at_box = [&](DrawnPoint p, std::size_t v) {
      const DrawnNode& box = layout.nodes[v];
      const std::int64_t dx = std::abs(p.x - box.centre.x);
      const std::int64_t dy = std::abs(p.y - box.centre.y);
      const bool within = dx <= box.half_width && dy <= box.half_height;
      const std::int64_t round = box.half_width - box.half_height;
      const std::int64_t out = std::max<std::int64_t>(dx - round, 0);
      return within && (dy >= box.half_height - 2 ||
                        out * out + dy * dy >= (box.half_height - 3) * (box.half_height - 3));
    };
    for (std::size_t e = 0; e < layout.paths.size(); ++e) {
      REQUIRE(layout.paths[e].size() >= 2);
      CHECK(at_box(layout.paths[e].front(), diagram.edges[e].tail));
      CHECK(at_box(layout.paths[e].back(), diagram.edges[e].head));
      CHECK(std::all_of(layout.paths[e].begin(), layout.paths[e].end(), on_page));
      CHECK(on_page(layout.labels[e]));
    }
  }
}

TEST_CASE("parallel and opposite edges do not coincide") {
  const LayeredDrawing layout = lay_out(plain(2, {{0, 1}, {0, 1}, {1, 0}, {0, 0}, {0, 0}}));
  for (std::size_t e = 0; e < layout.paths.size(); ++e) {
    for (std::size_t f = 0; f < e; ++f) {
      DrawnPath turned = layout.paths[f];
      std::reverse(turned.begin(), turned.end());
      CHECK(layout.paths[e] != layout.paths[f]);
      CHECK(layout.paths[e] != turned);
    }
  }
}

TEST_CASE("deep diagrams run downwards, shallow ones to the right") {
  std::vector<std::pair<std::size_t, std::size_t>> chain;
  for (std::size_t v = 0; v + 1 < 12; ++v) chain.emplace_back(v, v + 1);
  const LayeredDrawing deep = lay_out(plain(12, chain));
  CHECK(deep.height > deep.width);
  const LayeredDrawing shallow = lay_out(plain(3, {{0, 1}, {1, 2}}));
  CHECK(shallow.width > shallow.height);
}

}  // namespace
}  // namespace isthmus
