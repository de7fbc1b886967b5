// T15: several factors whose products are described by rank conditions.
//
// The unit k between two layers has the rows of_k[rows], the outputs that it reaches, and the
// columns of_k[columns], the inputs that reach it; units without one of them play no part. Units
// between the same layers with the same rows and columns are a class. (a) Two classes between the
// same layers have no entry in common. (b) The units of an earlier layer that reach a unit are a
// union of classes. Then the products are the matrices on the support of the product whose ranks on
// the rectangles of all classes are at most the numbers of their units (docs/theory.md, §9.5).
#include "pattern.hpp"

namespace isthmus_check {
namespace {

class RankConditions {
 public:
  RankConditions(PatternText& in, const std::vector<Layer>& layers) : in_(in), layers_(layers) {}

  void run() {
    in_.check(layers_.size() > 1, "one layer is left");
    for (std::size_t l = 0; l + 1 < layers_.size(); ++l) units_.push_back(units_after(l));
    for (const auto& units : units_) require_disjoint(units);
    for (std::size_t l = 0; l < units_.size(); ++l) require_unions(l);
  }

 private:
  using Sets = std::vector<Set>;
  using Classes = std::map<std::pair<Set, Set>, Set>;  // the units with these rows and columns

  static Sets singletons(std::size_t count) {
    Sets sets(count);
    for (std::size_t i = 0; i < count; ++i) add(sets[i], i);
    return sets;
  }
  // What reaches the units after layer `to`, of sets at the units after layer `from`.
  Sets led_on(std::size_t from, std::size_t to, Sets sets) {
    for (std::size_t l = from + 1; l <= to; ++l) {
      Sets next(layers_[l].rows.size());
      for (std::size_t i = 0; i < next.size(); ++i)
        for (const Id k : elements(layers_[l].rows[i])) join(next[i], sets[k]);
      sets = std::move(next);
    }
    return sets;
  }
  void join(Set& set, const Set& other) {
    in_.spend(1 + mpz_size(other.get_mpz_t()) / 8);
    set |= other;
  }
  Classes units_after(std::size_t l) {
    Sets inputs(layers_[0].rows);
    inputs = led_on(0, l, std::move(inputs));
    const Sets units = led_on(l, layers_.size() - 1, singletons(inputs.size()));  // of each output
    Sets outputs(inputs.size());
    for (std::size_t i = 0; i < units.size(); ++i)
      for (const Id k : elements(units[i])) {
        in_.spend(1);
        add(outputs[k], i);
      }
    Classes classes;
    for (std::size_t k = 0; k < inputs.size(); ++k)
      if (outputs[k] != 0 && inputs[k] != 0) add(classes[{outputs[k], inputs[k]}], k);
    return classes;
  }
  void require_disjoint(const Classes& classes) {
    Sets seen(layers_.back().rows.size());
    for (const auto& [rectangle, units] : classes)
      for (const Id i : elements(rectangle.first)) {
        in_.check((seen[i] & rectangle.second) == 0, "two classes have an entry in common");
        join(seen[i], rectangle.second);
      }
  }
  void require_unions(std::size_t l) {
    Sets at(layers_[l].rows.size());
    for (const auto& [rectangle, units] : units_[l])
      for (const Id k : elements(units)) add(at[k], k);
    for (std::size_t later = l + 1; later < units_.size(); ++later) {
      const Sets reaching = led_on(l, later, at);
      for (const auto& [rectangle, units] : units_[later])
        for (const Id q : elements(units)) require_union(reaching[q], units_[l]);
    }
  }
  void require_union(const Set& reaching, const Classes& classes) {
    for (const auto& [rectangle, units] : classes) {
      in_.spend(1 + mpz_size(reaching.get_mpz_t()) / 8);
      const Set both = units & reaching;
      in_.check(both == 0 || both == units, "a part of a class reaches a unit");
    }
  }

  PatternText& in_;
  const std::vector<Layer>& layers_;
  std::vector<Classes> units_;
};

}  // namespace

void check_rank_conditions(PatternText& in, const std::vector<Layer>& layers) {
  RankConditions(in, layers).run();
  in.say("The products are the matrices with given ranks on disjoint rectangles");
}

}  // namespace isthmus_check
