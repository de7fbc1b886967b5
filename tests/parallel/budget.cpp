// Budgets count exactly, stay exhausted, and say why. No case waits for a clock: the only time
// limits are none at all and one that has passed at once.
#include "isthmus/parallel/budget.hpp"

#include <doctest/doctest.h>

using namespace isthmus;

TEST_CASE("a budget of n steps allows exactly n") {
  Budget budget(3);
  CHECK(budget.spend());
  CHECK(budget.spend());
  CHECK(budget.spend());
  CHECK_FALSE(budget.exhausted());
  CHECK(budget.reason().empty());
  CHECK_FALSE(budget.spend());
  CHECK(budget.exhausted());
  CHECK(budget.reason() == "the budget of 3 steps was used up");
}

TEST_CASE("steps can be spent in lots, never more than are left") {
  Budget budget(10);
  CHECK(budget.spend(7));
  CHECK_FALSE(budget.spend(4));
  CHECK_FALSE(budget.spend(1));  // three were left, but an exhausted budget stays exhausted
  CHECK_FALSE(budget.spend(0));
  CHECK(budget.reason() == "the budget of 10 steps was used up");
}

TEST_CASE("a budget of no steps allows none") {
  Budget budget(0);
  CHECK_FALSE(budget.exhausted());
  CHECK(budget.spend(0));
  CHECK_FALSE(budget.spend());
  CHECK(budget.reason() == "the budget of 0 steps was used up");
}

TEST_CASE("huge lots do not wrap around") {
  Budget budget(5);
  CHECK(budget.spend(2));
  CHECK_FALSE(budget.spend(UINT64_MAX));
}

TEST_CASE("an unlimited budget never ends") {
  Budget budget;
  for (int i = 0; i < 300'000; ++i) CHECK_MESSAGE(budget.spend(1'000'000'000), "step " << i);
  CHECK_FALSE(budget.exhausted());
  CHECK(budget.reason().empty());
}

TEST_CASE("a time limit that has passed stops at the next look at the clock") {
  Budget budget;
  budget.stop_after_seconds(0);
  int steps = 0;
  while (budget.spend() && steps < 1'000'000) ++steps;
  CHECK(steps < 200'000);
  CHECK(budget.exhausted());
  CHECK_FALSE(budget.spend());
  CHECK(budget.reason() == "the time limit of 0 s was reached");
}

TEST_CASE("of two limits the first reached is named") {
  Budget few_steps(10);
  few_steps.stop_after_seconds(0);
  CHECK_FALSE(few_steps.spend(11));
  CHECK(few_steps.reason() == "the budget of 10 steps was used up");
  Budget many_steps(10'000'000);
  many_steps.stop_after_seconds(0);
  CHECK_FALSE(many_steps.spend(1'000'000));
  CHECK(many_steps.reason() == "the time limit of 0 s was reached");
}

TEST_CASE("a budget asks now and then whether to stop") {
  Budget budget;
  int asked = 0;
  budget.stop_when([&] { return ++asked == 3; });
  std::uint64_t steps = 0;
  while (budget.spend() && steps < 10'000'000) ++steps;
  CHECK(asked == 3);
  CHECK(steps > 200'000);
  CHECK(steps < 1'000'000);
  CHECK(budget.reason() == "it was interrupted");
  CHECK_FALSE(budget.spend());
  CHECK(asked == 3);  // nobody is asked again
}
