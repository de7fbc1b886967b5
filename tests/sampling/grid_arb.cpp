// Grids: their notation, and cells against single networks.
#include "isthmus/sampling/grid.hpp"

#include <doctest/doctest.h>

#include "isthmus/network/architecture.hpp"
#include "isthmus/sampling/shallow_law.hpp"
#include "support/message.hpp"

using namespace isthmus;

namespace {

using Sizes = std::vector<std::uint64_t>;

std::string message_of_grid(const std::string& text) {
  return test::message_of([&] { return parse_grid(text); });
}

GridOptions options_of(Scheme scheme, Quantity quantity, std::uint64_t draws) {
  GridOptions options;
  options.quantity = quantity;
  options.sampling.scheme = scheme;
  options.sampling.draws = draws;
  options.sampling.seed = 8;
  return options;
}

}  // namespace

TEST_CASE("ranges and lists of sizes, in either order") {
  CHECK(parse_grid("d=1..4,l=2").inputs == Sizes{1, 2, 3, 4});
  CHECK(parse_grid("l=1,2..4,10,d=7").widths == Sizes{1, 2, 3, 4, 10});
  CHECK(parse_grid("l=1,2..4,10,d=7").inputs == Sizes{7});
  CHECK(parse_grid("d=5..5,l=1000000").inputs == Sizes{5});
  CHECK(parse_grid("d=1..100,l=1..100").widths.size() == 100);
}

TEST_CASE("what is no grid") {
  const std::string remedy = "; write for example d=1..30,l=1..30 or d=1,2,5,10,l=1,10,100";
  CHECK(message_of_grid("") == "usage: \"\" stands before d= and l=" + remedy);
  CHECK(message_of_grid("3,d=1,l=2") == "usage: \"3\" stands before d= and l=" + remedy);
  CHECK(message_of_grid("d=1") == "usage: the sizes l are missing" + remedy);
  CHECK(message_of_grid("l=1") == "usage: the sizes d are missing" + remedy);
  CHECK(message_of_grid("d=1,l=2,k=3") == "usage: \"k\" is not d or l" + remedy);
  CHECK(message_of_grid("d=1,l=2,d=3") == "usage: d is given twice" + remedy);
  for (const char* bad : {"0", "x", "-1", "1.5", "", "1000001", "1...3", "..3", "3..", "1e3",
                          "99999999999999999999"}) {
    CAPTURE(bad);
    CHECK(
        message_of_grid(std::string("l=1,d=") + bad).find("is not a whole number from 1 to 10^6") !=
        std::string::npos);
  }
  CHECK(message_of_grid("d=3..1,l=1") == "usage: the numbers do not increase at \"3..1\"" + remedy);
  CHECK(message_of_grid("d=1..3,3,l=1") == "usage: the numbers do not increase at \"3\"" + remedy);
  const std::string large = "usage: the grid has more than 10^4 networks; give fewer sizes";
  CHECK(message_of_grid("d=1..101,l=1..100") == large);
  CHECK(message_of_grid("d=1..1000000,l=1") == large);
}

TEST_CASE("the network of a grid") {
  CHECK_FALSE(grid_has_bias("mlp:d-l-1"));
  CHECK(grid_has_bias("mlp:d-l-1+bias"));
  for (const char* bad : {"mlp:3-4-1", "mlp:d-l-l-1", "mlp:d-l-2", "net.json", ""}) {
    CHECK(test::message_of([&] {
            return grid_has_bias(bad);
          }).find("usage: a grid is over shallow networks with one output, not ") == 0);
  }
}

TEST_CASE("every cell is what its network by itself is") {
  const Grid grid{{1, 2, 5}, {1, 3, 4}};
  for (const Scheme scheme : {Scheme::kaiming_normal, Scheme::xavier_normal, Scheme::pytorch}) {
    for (const bool bias : {false, true}) {
      GridOptions options = options_of(scheme, Quantity::locked, 700);
      options.bias = bias;
      options.sampling.farm.jobs = 2;
      const GridSample locked = sample_grid(grid, options);
      options.quantity = Quantity::obstruction;
      const GridSample obstructed = sample_grid(grid, options);
      CHECK(locked.complete);
      REQUIRE(locked.cells.size() == 9);
      for (std::size_t i = 0; i < 9; ++i) {
        const GridCell& cell = locked.at(i / 3, i % 3);
        CHECK(cell.inputs == grid.inputs[i / 3]);
        CHECK(cell.width == grid.widths[i % 3]);
        const Network network =
            parse_architecture("mlp:" + std::to_string(cell.inputs) + "-" +
                               std::to_string(cell.width) + "-1" + (bias ? "+bias" : ""));
        const Sample single = sample(network, options.sampling);
        std::uint64_t out = 0;
        for (const SampledNode& node : single.nodes) out += node.out;
        CHECK(cell.count.hits == out);
        CHECK(cell.count.trials == 700 * cell.width);
        CHECK(obstructed.cells[i].count.hits == single.outputs.at(0).one_sign);
        CHECK(obstructed.cells[i].count.trials == 700);
        CHECK(cell.closed_form.has_value() == (scheme != Scheme::pytorch));
        if (!cell.closed_form) continue;
        const auto law = shallow_law(network, scheme);
        CHECK(cell.closed_form->lower == negative_probability(*law).lower);
        CHECK(obstructed.cells[i].closed_form->upper == one_sign_probability(*law).upper);
      }
    }
  }
}

TEST_CASE("closed forms alone; neither closed form nor draws; too many draws") {
  const GridSample alone =
      sample_grid({{7}, {9}}, options_of(Scheme::xavier_normal, Quantity::locked, 0));
  CHECK(alone.complete);
  CHECK(alone.cells.at(0).count.trials == 0);
  CHECK(alone.cells.at(0).closed_form);
  CHECK(test::message_of([] {
          return sample_grid({{1}, {1}}, options_of(Scheme::pytorch, Quantity::locked, 0));
        }) ==
        "usage: there is no closed form for pytorch; ask for draws, or use kaiming-normal or "
        "xavier-normal");
  CHECK(test::message_of([] {
          return sample_grid({{1}, {101}},
                             options_of(Scheme::pytorch, Quantity::locked, 1'000'000'000));
        }) == "usage: the draws have more than 10^11 neurons; ask for fewer draws");
}

TEST_CASE("a deadline leaves whole runs of draws, counted as what they are") {
  GridOptions options = options_of(Scheme::kaiming_normal, Quantity::locked, 1000);
  options.sampling.farm.deadline = std::chrono::steady_clock::now();
  const GridSample cut = sample_grid({{2, 3}, {2, 3}}, options);
  CHECK_FALSE(cut.complete);
  CHECK(cut.cells.back().count.trials == 0);
}
