// Arbitrary bytes as a safetensors file: no crash, no undefined behaviour, no leak, and errors of
// one line. Built and run by `./dev fuzz` with the files in tests/models as seeds.
#include "formats/safetensors.hpp"
#include "fuzz/attempt.hpp"
#include "isthmus/formats/weights_files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace isthmus;
  const OwnedBytes file = fuzz::copy(data, size);
  fuzz::attempt([&] { validate(weights_chain(read_safetensors(file, {}), {})); });
  return 0;
}
