// What the header-only number build says instead of enclosures of probabilities.
#ifdef ISTHMUS_NUMBERS_BOOST
#include "isthmus/error.hpp"
#include "isthmus/sampling/interval.hpp"
#include "isthmus/sampling/shallow_law.hpp"

namespace isthmus {
namespace {

[[noreturn]] void refuse() {
  throw limit_error("this build has no ball arithmetic, so it cannot enclose probabilities",
                    "use a build with Arb");
}

}  // namespace

Enclosure clopper_pearson(Count, const Rational&) { refuse(); }
Enclosure negative_probability(const ShallowLaw&, int) { refuse(); }
Enclosure none_negative_probability(const ShallowLaw&, int) { refuse(); }
Enclosure one_sign_probability(const ShallowLaw&, int) { refuse(); }

}  // namespace isthmus
#endif
