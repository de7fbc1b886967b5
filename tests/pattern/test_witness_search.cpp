// The search for witnesses: theorem T2 on all patterns of two neurons, known states, determinism.
#include <doctest/doctest.h>

#include "isthmus/pattern/check_witness.hpp"
#include "pattern/states.hpp"
#include "pattern/witness/refuter.hpp"
#include "pattern/witness/search.hpp"

namespace isthmus::pattern {
namespace {

using test::layers_of_state;
using test::state_of;

std::optional<Witness> found(const PatternState& state, std::size_t columns,
                             std::size_t trials = 2000) {
  WitnessOptions options;
  options.trials = trials;
  options.column_count = columns;
  Budget budget;
  return find_witness(state, options, budget);
}

// The formula of T2, written down a second time.
bool is_closed_by_t2(const PatternState& state) {
  const Rectangle &p = state.neurons[0], &q = state.neurons[1];
  const auto both_rows = (p.rows & q.rows).size(), both_columns = (p.columns & q.columns).size();
  const auto a1 = (p.rows - q.rows).size(), a2 = (q.rows - p.rows).size();
  const auto b1 = (p.columns - q.columns).size(), b2 = (q.columns - p.columns).size();
  if (both_rows == 0 || both_columns == 0) return true;
  return !((a1 > 0 && b1 > 0) || (a2 > 0 && b2 > 0) || (both_rows > 1 && b1 > 0 && b2 > 0) ||
           (both_columns > 1 && a1 > 0 && a2 > 0));
}

IndexSet set_of_bits(unsigned bits) {
  IndexSet out;
  for (std::size_t b = 0; b < 8; ++b) {
    if ((bits >> b & 1) != 0) out.insert(b);
  }
  return out;
}

}  // namespace

TEST_CASE("Two neurons: a witness that holds exactly where T2 says not closed") {
  int not_closed = 0;
  for (unsigned code = 0; code < 1U << 12; ++code) {
    PatternState state = state_of(3, 3, {"x", "x"});
    for (unsigned k = 0; k < 2; ++k) {
      state.neurons[k].rows = set_of_bits(code >> (6 * k) & 7);
      state.neurons[k].columns = set_of_bits(code >> (6 * k + 3) & 7);
    }
    const auto witness = two_neuron_witness(state, 3);
    CHECK(witness.has_value() == !is_closed_by_t2(state));
    if (!witness) continue;
    ++not_closed;
    CHECK(fault_of(layers_of_state(state, 3), *witness) == std::nullopt);
    CHECK(witness->window.rows.size() * witness->window.columns.size() <= 6);
  }
  CHECK(not_closed > 500);
}

TEST_CASE("One neuron: a witness unless rows see the same columns or none in common") {
  int found_some = 0;
  for (unsigned code = 0; code < 1U << 9; ++code) {
    PatternState state = state_of(3, 3, {"012x012"});
    bool expected = false;
    for (unsigned i = 0; i < 3; ++i) {
      state.free[i] = set_of_bits(code >> (3 * i) & 7);
      for (unsigned c = 0; c < 3; ++c) {
        const unsigned seen = ~code >> (3 * i) & 7, other = ~code >> (3 * c) & 7;
        expected = expected || ((seen & other) != 0 && seen != other);
      }
    }
    const auto witness = one_neuron_witness(state, 3);
    CHECK(witness.has_value() == expected);
    if (!witness) continue;
    ++found_some;
    CHECK(fault_of_refutation(*witness) == std::nullopt);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        const Laurent entry = witness->factors[1][i][0] * witness->factors[0][0][j];
        if (!state.free[i].contains(j)) CHECK(tends_to(entry, witness->limit(i, j)));
      }
    }
  }
  CHECK(found_some > 200);
}

TEST_CASE("The search finds a witness of states known not to be closed") {
  const std::vector<PatternState> states{
      state_of(3, 3, {"012x012", "12x12", "2x2"}),    // LU of size 3
      state_of(3, 3, {"01x01", "02x012", "012x02"}),  // dense, and yet not closed
      state_of(3, 3, {"01x01", "02x02", "12x12"}),
  };
  for (const PatternState& state : states) {
    const auto witness = found(state, 3);
    REQUIRE(witness);
    CHECK(fault_of(layers_of_state(state, 3), *witness) == std::nullopt);
  }
}

TEST_CASE("A state of size 4 × 4 with three neurons, which needs all its rows and columns") {
  const PatternState state = state_of(4, 4, {"023x023", "123x123", "0123x0123"});
  const auto witness = found(state, 4, 10'000);
  REQUIRE(witness);
  CHECK(fault_of(layers_of_state(state, 4), *witness) == std::nullopt);
  CHECK(witness->window.rows.size() == 4);
  CHECK(witness->window.columns.size() == 4);
}

TEST_CASE("The search finds nothing where the set is closed") {
  const std::vector<PatternState> states{
      state_of(3, 3, {"012x012", "012x012"}),         // rank at most 2
      state_of(3, 3, {"01x01", "02x012", "12x012"}),  // everything
      state_of(4, 4, {"01x02", "23x02", "01x13", "23x13"}),
  };
  for (const PatternState& state : states) CHECK(!found(state, state.columns.size(), 300));
}

TEST_CASE("States keep the names of rows and columns, and free entries stay free") {
  PatternState state = state_of(3, 3, {"02x02", "2x2", "0x2"});
  state.rows.erase(1);
  state.columns.erase(1);
  state.neurons.pop_back();
  state.free[0] = test::digits("1");  // not of the state
  const auto lu = found(state, 3);
  REQUIRE(lu);
  CHECK(lu->limit.rows() == 3);
  CHECK(lu->limit.cols() == 3);
  CHECK(lu->window.rows == test::digits("02"));
  CHECK(lu->window.columns == test::digits("02"));

  PatternState missing = state_of(2, 2, {"01x01"});  // rank 1 with an entry that is not seen
  missing.free[1] = test::digits("1");
  const auto witness = found(missing, 2);
  REQUIRE(witness);
  CHECK(fault_of_refutation(*witness) == std::nullopt);
  CHECK(witness->limit(0, 0) == 0);
}

TEST_CASE("The same seed finds the same witness") {
  const PatternState state = state_of(3, 3, {"01x01", "02x02", "12x12"});
  CHECK(found(state, 3) == found(state, 3));
}

}  // namespace isthmus::pattern
