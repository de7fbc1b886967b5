// Arbitrary bytes as what floating-point programs hand over, claims and training samples: no crash,
// no undefined behaviour, no leak, and errors of one line. Built and run by `./dev fuzz`.
#include <sstream>

#include "fuzz/attempt.hpp"
#include "isthmus/formats/claims.hpp"
#include "isthmus/formats/training_data.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace isthmus;
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::istringstream claims(text);
  fuzz::attempt([&] { return read_claims(claims); });
  std::istringstream samples(text);
  fuzz::attempt([&] { return read_training_csv(samples, {{"x1", "x2"}, {"y1"}}, {1000}); });
  return 0;
}
