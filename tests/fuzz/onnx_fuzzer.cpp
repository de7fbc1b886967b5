// Arbitrary bytes as an ONNX model: no crash, no undefined behaviour, no leak; a valid model or an
// error of one line that is not ours. Built and run by `./dev fuzz` with tests/models as seeds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "isthmus/error.hpp"
#include "isthmus/formats/onnx.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  isthmus::OnnxLimits limits;
  limits.labels = 1 << 16;
  try {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const isthmus::Model model = isthmus::onnx_from_bytes(bytes, limits);
    if (isthmus::node_count(model) == 0) std::abort();
  } catch (const isthmus::Error& error) {
    const std::string message = error.what();
    if (error.kind() == isthmus::ErrorKind::internal || message.empty() ||
        message.find('\n') != std::string::npos) {
      std::abort();
    }
  }
  return 0;
}
