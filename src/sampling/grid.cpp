// All networks of a grid share one farm: an item is a run of draws of one network. A network is
// built anew for each of its runs, which costs a few draws and keeps the memory small.
#include "isthmus/sampling/grid.hpp"

#include <algorithm>

#include "isthmus/error.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/parallel/bytes.hpp"
#include "isthmus/sampling/shallow_law.hpp"
#include "sampling/chunks.hpp"
#include "sampling/lock_draws.hpp"

namespace isthmus {
namespace {

using sampling::Chunks;
using sampling::LockDraws;
using sampling::Tally;

Network network_of(const GridCell& cell, bool bias) {
  return parse_architecture("mlp:" + std::to_string(cell.inputs) + "-" +
                            std::to_string(cell.width) + "-1" + (bias ? "+bias" : ""));
}

/// The law of mlp:d-l-1 without building it: variances as at `initialise`.
std::optional<ShallowLaw> law_of(const GridCell& cell, Scheme scheme) {
  const Rational d{Integer(cell.inputs)};
  const Rational l{Integer(cell.width)};
  if (scheme == Scheme::kaiming_normal) return ShallowLaw{cell.inputs, cell.width, d / l};
  if (scheme == Scheme::xavier_normal) {
    return ShallowLaw{cell.inputs, cell.width, (d + l) / (l + 1)};
  }
  return std::nullopt;
}

Enclosure closed_form(const ShallowLaw& law, Quantity quantity) {
  return quantity == Quantity::locked ? negative_probability(law) : one_sign_probability(law);
}

/// Where the draws of one network stand among the items.
struct CellRun {
  Chunks chunks;
  std::size_t first_item;
};

class GridRun {
 public:
  GridRun(const GridOptions& options, GridSample& sample) : options_(options), sample_(sample) {
    std::size_t items = 0;
    for (const GridCell& cell : sample.cells) {
      const std::uint64_t weights = cell.width * (cell.inputs + 1);
      cells_.push_back({Chunks(weights, 2, options.sampling.draws), items});
      items += cells_.back().chunks.count();
    }
    items_ = items;
  }

  void run() {
    FarmOptions farm_options = options_.sampling.farm;
    farm_options.identity = sampling::identity(subject(), options_.sampling);
    const FarmResult result = farm(
        items_, [this](std::size_t item) { return work(item); }, farm_options);
    sample_.complete = result.complete;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      for (std::uint64_t chunk = 0; chunk < cells_[i].chunks.count(); ++chunk) {
        const auto& bytes = result.items[cells_[i].first_item + chunk];
        if (!bytes) break;
        add(*bytes, sample_.cells[i].count);
      }
    }
  }

 private:
  [[nodiscard]] std::string subject() const {
    std::string text = options_.quantity == Quantity::locked ? "locked" : "obstruction";
    text += options_.bias ? " grid+bias" : " grid";
    for (const GridCell& cell : sample_.cells) {
      text += " " + std::to_string(cell.inputs) + "-" + std::to_string(cell.width);
    }
    return text;
  }

  /// Hits and trials of one item.
  [[nodiscard]] std::string work(std::size_t item) const {
    const auto after =
        std::upper_bound(cells_.begin(), cells_.end(), item,
                         [](std::size_t i, const CellRun& cell) { return i < cell.first_item; });
    const CellRun& run = *(after - 1);
    const GridCell& cell = sample_.cells[static_cast<std::size_t>(after - 1 - cells_.begin())];
    const SampleOptions& how = options_.sampling;
    const LockDraws draws(network_of(cell, options_.bias), how.scheme, how.precision);
    const std::uint64_t chunk = item - run.first_item;
    const std::uint64_t number = run.chunks.size(chunk);
    const Count count = count_of(draws.tally(how.seed, run.chunks.first(chunk), number), number);
    std::string bytes;
    append_number(bytes, count.hits);
    append_number(bytes, count.trials);
    return bytes;
  }

  [[nodiscard]] Count count_of(const Tally& tally, std::uint64_t draws) const {
    if (options_.quantity == Quantity::obstruction) return {tally.outputs.at(0), draws};
    Count count{0, draws * tally.nodes_out.size()};
    for (const std::uint64_t hits : tally.nodes_out) count.hits += hits;
    return count;
  }

  static void add(const std::string& bytes, Count& count) {
    BytesReader reader(bytes);
    count.hits += reader.number();
    count.trials += reader.number();
    reader.expect_end();
  }

  const GridOptions& options_;
  GridSample& sample_;
  std::vector<CellRun> cells_;
  std::size_t items_ = 0;
};

void check(const Grid& grid, const GridOptions& options) {
  const SampleOptions& how = options.sampling;
  if (how.draws == 0) {
    if (law_of({1, 1, {}, {}}, how.scheme)) return;
    throw usage_error("there is no closed form for " + scheme_name(how.scheme),
                      "ask for draws, or use kaiming-normal or xavier-normal");
  }
  sampling::check_draws(how.draws);
  if (how.draws > most_trials / grid.widths.back()) {
    throw usage_error("the draws have more than 10^11 neurons", "ask for fewer draws");
  }
}

}  // namespace

GridSample sample_grid(const Grid& grid, const GridOptions& options) {
  ensure(!grid.inputs.empty() && !grid.widths.empty(), "a grid has a network");
  check(grid, options);
  GridSample sample;
  sample.grid = grid;
  for (const std::uint64_t inputs : grid.inputs) {
    for (const std::uint64_t width : grid.widths) {
      GridCell cell{inputs, width, {}, {}};
      const auto law = law_of(cell, options.sampling.scheme);
      if (law) cell.closed_form = closed_form(*law, options.quantity);
      sample.cells.push_back(std::move(cell));
    }
  }
  if (options.sampling.draws > 0) GridRun(options, sample).run();
  return sample;
}

}  // namespace isthmus
