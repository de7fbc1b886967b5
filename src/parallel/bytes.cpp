#include "isthmus/parallel/bytes.hpp"

#include <bit>
#include <limits>

#include "isthmus/error.hpp"

namespace isthmus {

static_assert(std::numeric_limits<double>::is_iec559 && sizeof(double) == 8);

void append_number(std::string& bytes, std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) {
    bytes += static_cast<char>(static_cast<unsigned char>(number >> shift & 0xff));
  }
}

void append_double(std::string& bytes, double number) {
  append_number(bytes, std::bit_cast<std::uint64_t>(number));
}

void append_text(std::string& bytes, std::string_view text) {
  append_number(bytes, text.size());
  bytes += text;
}

std::string_view BytesReader::take(std::uint64_t length) {
  if (length > rest_.size()) {
    throw input_error("the bytes of a result end early", "compute it again");
  }
  const std::string_view taken = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return taken;
}

std::uint64_t BytesReader::number() {
  std::uint64_t number = 0;
  int shift = 0;
  for (const char byte : take(8)) {
    number |= std::uint64_t{static_cast<unsigned char>(byte)} << shift;
    shift += 8;
  }
  return number;
}

double BytesReader::real() { return std::bit_cast<double>(number()); }

std::string BytesReader::text() { return std::string(take(number())); }

void BytesReader::expect_end() const {
  if (!rest_.empty()) throw input_error("a result has bytes too many", "compute it again");
}

}  // namespace isthmus
