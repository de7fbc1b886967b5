// Arbitrary bytes as a certificate: no crash, no undefined behaviour, no leak, and a verdict line.
// Built and run by `./dev fuzz` with the small certificates as seeds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "checker/check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const isthmus_check::Outcome outcome = isthmus_check::check(text, {true, true});
  const bool named = outcome.line.starts_with("proved: ") ||
                     outcome.line.starts_with("not proved: ") ||
                     outcome.line.starts_with("malformed: ");
  if (!named || outcome.line.find('\n') != std::string::npos) std::abort();
  return 0;
}
