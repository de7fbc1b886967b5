// Draws are independent, so they are farmed out in batches and their counts added up.
//
// The sign vector of every chamber of a block, not only of the listed ones, is put into a map once;
// a draw is then one exact balance, its signs on the walls and one look into the map.
// Rejected: floating-point signs (a balance near a wall would be put on a side by rounding).
#include "isthmus/topology/chamber_hits.hpp"

#include <algorithm>
#include <map>
#include <sstream>

#include "isthmus/error.hpp"
#include "isthmus/network/weight_draws.hpp"
#include "isthmus/parallel/bytes.hpp"
#include "topology/chamber_action.hpp"

namespace isthmus {
namespace {

using namespace topology;

constexpr std::uint64_t batch = 128;

class Hits {
 public:
  Hits(const Network& network, const Contraction& contraction, const Chambers& chambers,
       const SampleOptions& options)
      : contraction_(contraction),
        chambers_(chambers),
        options_(options),
        draws_(network, options.scheme, options.precision) {
    const std::vector<RootedBlock> blocks = rooted_blocks(contraction.graph);
    const BlockClasses classes = classes_of(network, contraction, blocks);
    for (std::size_t b = 0; b < chambers.blocks.size(); ++b) {
      add_map(blocks[classes.classes[b].members.front()], classes.classes[b], chambers.blocks[b]);
    }
  }

  /// The counts of one batch, as numbers: for each block its chambers, then what is on walls.
  [[nodiscard]] std::string work(std::size_t item) const {
    std::vector<std::vector<std::uint64_t>> counts;
    for (const ChamberBlock& block : chambers_.blocks) {
      counts.emplace_back(block.chambers.size() + 1);
    }
    const std::uint64_t end = std::min(options_.draws, (item + 1) * batch);
    for (std::uint64_t i = item * batch; i < end; ++i) {
      const Balance c = draw(i);
      for (std::size_t b = 0; b < counts.size(); ++b) ++counts[b][chamber_of(b, c)];
    }
    std::string bytes;
    append_number(bytes, end - item * batch);
    for (const auto& block : counts) {
      for (const std::uint64_t count : block) append_number(bytes, count);
    }
    return bytes;
  }

  void add(const std::string& bytes, ChamberHits& result) const {
    BytesReader reader(bytes);
    result.draws += reader.number();
    for (std::size_t b = 0; b < chambers_.blocks.size(); ++b) {
      for (std::uint64_t& hits : result.hits[b]) hits += reader.number();
      result.on_walls[b] += reader.number();
    }
    reader.expect_end();
  }

 private:
  void add_map(const RootedBlock& block, const BlockClass& alike, const ChamberBlock& listed) {
    const auto planes = bond_planes(block.network).value();
    std::map<std::vector<std::int8_t>, std::size_t> chamber_at;
    for (std::size_t i = 0; i < listed.chambers.size(); ++i) {
      for (const auto& signs :
           orbit(planes, block.nodes.size(), alike.generators, listed.chambers[i].signs)) {
        chamber_at[signs] = i;
      }
    }
    chamber_at_.push_back(std::move(chamber_at));
  }

  [[nodiscard]] Balance draw(std::uint64_t i) const {
    Flow squares(contraction_.graph.edge_count());
    draws_.draw(draw_seed(options_.seed, i), [&](std::size_t edge, double weight) {
      const Rational exact(weight);
      squares[EdgeId{contraction_.graph_edge[edge]}] += exact * exact;
    });
    return balance_of(contraction_.graph, squares);
  }

  [[nodiscard]] std::size_t chamber_of(std::size_t b, const Balance& c) const {
    std::vector<std::int8_t> signs;
    for (const ChamberWall& wall : chambers_.blocks[b].walls) {
      Rational sum = 0;
      for (const NodeId v : wall.set) sum += c[v];
      if (sum == 0) return chambers_.blocks[b].chambers.size();
      signs.push_back(static_cast<std::int8_t>(sign_of(sum)));
    }
    const auto at = chamber_at_[b].find(signs);
    ensure(at != chamber_at_[b].end(), "a balance of weights lies in a chamber or on a wall");
    return at->second;
  }

  const Contraction& contraction_;
  const Chambers& chambers_;
  const SampleOptions& options_;
  WeightDraws draws_;
  std::vector<std::map<std::vector<std::int8_t>, std::size_t>> chamber_at_;  // of each block
};

std::string identity(const Network& network, const SampleOptions& options) {
  std::ostringstream text;
  text << "chambers " << scheme_name(options.scheme)
       << (options.precision == Precision::binary64 ? " binary64 " : " binary32 ") << options.seed
       << " " << options.draws;
  for (const Node& node : network.nodes) {
    text << " " << static_cast<int>(node.role) << (node.bias ? "b" : "");
  }
  for (const Edge& edge : network.edges) {
    text << " " << edge.from << (edge.fixed ? "=" : ">") << edge.to << "*" << edge.multiplicity;
  }
  return text.str();
}

}  // namespace

ChamberHits chamber_hits(const Network& network, const Contraction& contraction,
                         const Chambers& chambers, const SampleOptions& options) {
  if (options.draws < 1 || options.draws > most_draws) {
    throw usage_error("that number of draws does not fit", "give 1 to 1000000000");
  }
  const Hits hits(network, contraction, chambers, options);
  ChamberHits result;
  result.asked = options.draws;
  result.on_walls.resize(chambers.blocks.size());
  for (const ChamberBlock& block : chambers.blocks) {
    result.hits.emplace_back(block.chambers.size());
  }
  FarmOptions farming = options.farm;
  farming.identity = identity(network, options);
  const std::uint64_t items = (options.draws + batch - 1) / batch;
  for (const auto& item : farm(
                              items, [&](std::size_t i) { return hits.work(i); }, farming)
                              .items) {
    if (item) hits.add(*item, result);
  }
  return result;
}

}  // namespace isthmus
