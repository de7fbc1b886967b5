#include "formats/byte_source.hpp"

#include <algorithm>
#include <istream>

#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::size_t largest_buffer = std::size_t{1} << 16;

}  // namespace

ByteSource::ByteSource(std::istream& in, std::size_t limit)
    : in_(in), left_(limit), buffer_(std::min(limit, largest_buffer - 1) + 1) {}

bool ByteSource::refill() {
  in_.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
  at_ = 0;
  size_ = static_cast<std::size_t>(in_.gcount());
  if (in_.bad()) throw input_error("reading failed", "check the file and the device it is on");
  if (size_ > left_) throw input_error("the file is too large", "split it or use bundles");
  left_ -= size_;
  return size_ > 0;
}

std::string ByteSource::position() const {
  return "line " + std::to_string(line_) + ", column " + std::to_string(column_);
}

}  // namespace isthmus
