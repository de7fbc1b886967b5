// The header of an .npy file is a Python literal,
//   {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
// read here by a parser of just that: nothing is ever evaluated or unpickled.
#include "formats/npy.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "formats/row_major.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

/// Reads the literal from left to right.
class Literal {
 public:
  explicit Literal(std::string_view text) : left_(text) {}

  /// Steps over `token` if it comes next.
  bool take(std::string_view token) {
    while (!left_.empty() && (left_.front() == ' ' || left_.front() == '\n'))
      left_.remove_prefix(1);
    if (!left_.starts_with(token)) return false;
    left_.remove_prefix(token.size());
    return true;
  }
  void need(std::string_view token) {
    if (!take(token)) fail();
  }
  std::string_view string() {
    const std::string_view quote = take("'") ? "'" : "\"";
    if (quote == "\"") need(quote);
    const std::size_t end = left_.find(quote);
    if (end == std::string_view::npos) fail();
    const std::string_view text = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    return text;
  }
  std::uint64_t number() {
    take("");
    std::uint64_t value = 0;
    std::size_t digits = 0;
    for (; !left_.empty() && '0' <= left_.front() && left_.front() <= '9'; ++digits) {
      const auto digit = static_cast<std::uint64_t>(left_.front() - '0');
      if (__builtin_mul_overflow(value, 10, &value) ||
          __builtin_add_overflow(value, digit, &value)) {
        fail();
      }
      left_.remove_prefix(1);
    }
    if (digits == 0) fail();
    return value;
  }
  [[nodiscard]] bool at_end() {
    take("");
    return left_.empty();
  }
  [[noreturn]] static void fail() {
    throw input_error("the header of this array is garbled", "write the file anew with numpy.save");
  }

 private:
  std::string_view left_;
};

struct Header {
  std::optional<std::string_view> type;
  std::optional<bool> fortran_order;
  std::optional<std::vector<std::uint64_t>> shape;
};

std::vector<std::uint64_t> read_shape(Literal& literal) {
  std::vector<std::uint64_t> shape;
  literal.need("(");
  while (!literal.take(")")) {
    shape.push_back(literal.number());
    if (shape.size() > 32) Literal::fail();
    if (literal.take(",")) continue;
    literal.need(")");
    break;
  }
  return shape;
}

bool read_truth(Literal& literal) {
  if (literal.take("True")) return true;
  literal.need("False");
  return false;
}

void read_member(Literal& literal, Header& header) {
  const std::string_view key = literal.string();
  literal.need(":");
  if (key == "descr" && !header.type) {
    if (literal.take("[")) {
      throw input_error("a structured array", "save one array of numbers for each field");
    }
    header.type = literal.string();
  } else if (key == "fortran_order" && !header.fortran_order) {
    header.fortran_order = read_truth(literal);
  } else if (key == "shape" && !header.shape) {
    header.shape = read_shape(literal);
  } else {
    Literal::fail();
  }
}

Header read_header(std::string_view text) {
  Literal literal(text);
  Header header;
  literal.need("{");
  while (!literal.take("}")) {
    read_member(literal, header);
    if (literal.take(",")) continue;
    literal.need("}");
    break;
  }
  if (!literal.at_end() || !header.type || !header.fortran_order || !header.shape) Literal::fail();
  return header;
}

/// Sets kind and width from a type such as "<f4".
void set_type(NpyArray& array, std::string_view type) {
  const auto fail = [&](const std::string& what, const char* remedy) {
    throw input_error(what + " (NumPy type " + quoted(std::string(type), 20) + ")", remedy);
  };
  if (type.find('O') != std::string_view::npos) {
    fail("holds Python objects, which are never unpickled", "save arrays of numbers");
  }
  if (type.size() != 3) fail("holds no plain numbers", "save it as float32 or float64");
  if (type[0] == '>' && type[2] != '1') {
    fail("big-endian numbers", "save array.astype(array.dtype.newbyteorder('<'))");
  }
  array.kind = type[1];
  array.width = static_cast<std::uint64_t>(type[2] - '0');
  const bool integer = array.kind == 'i' || array.kind == 'u';
  const bool known = array.kind == 'b' ? array.width == 1
                                       : array.width == 2 || array.width == 4 || array.width == 8 ||
                                             (integer && array.width == 1);
  const bool order = type[0] == '<' || (array.width == 1 && (type[0] == '|' || type[0] == '>'));
  if (!known || !order || !(integer || array.kind == 'f' || array.kind == 'b')) {
    fail("holds no numbers that can be weights", "save it as float32 or float64");
  }
}

/// True if both orders are the same: at most one axis is longer than 1.
bool is_line(const std::vector<std::uint64_t>& shape) {
  std::size_t long_axes = 0;
  for (const std::uint64_t extent : shape) long_axes += extent > 1 ? 1 : 0;
  return long_axes <= 1;
}

std::uint64_t byte_count(const NpyArray& array) {
  std::uint64_t count = array.width;
  for (const std::uint64_t extent : array.shape) {
    count = checked_product(count, extent, "the shape of this array");
  }
  return count;
}

/// Where the header ends; its text is left in `text`.
std::uint64_t find_header(ByteView bytes, const TensorFileLimits& limits, std::string_view& text) {
  if (bytes.size() < magic.size() || bytes.part(0, magic.size()).text() != magic) {
    throw input_error("is no NumPy array", "write it with numpy.save or numpy.savez");
  }
  const auto version = bytes.number<std::uint8_t>(6);
  if (version < 1 || version > 3) {
    throw input_error("version " + std::to_string(version) + " of the .npy format is not known",
                      "write the file anew with numpy.save");
  }
  const bool small = version == 1;
  const std::uint64_t length =
      small ? bytes.number<std::uint16_t>(8) : bytes.number<std::uint32_t>(8);
  if (length > limits.header)
    throw input_error("the header of this array is too long", "correct the file");
  const std::uint64_t start = small ? 10 : 12;
  text = bytes.part(start, length).text();
  return start + length;
}

}  // namespace

NpyArray parse_npy(const OwnedBytes& file, const TensorFileLimits& limits) {
  std::string_view text;
  const std::uint64_t start = find_header(file.bytes, limits, text);
  Header header = read_header(text);
  NpyArray array;
  array.shape = std::move(*header.shape);
  set_type(array, *header.type);
  const std::uint64_t count = byte_count(array);
  if (file.bytes.size() - start > count) {
    throw input_error("more bytes than its shape says", "write the file anew with numpy.save");
  }
  array.numbers = {file.owner, file.bytes.part(start, count)};
  if (*header.fortran_order && !is_line(array.shape)) {
    array.numbers = row_major(array.numbers, array.width, array.shape);
  }
  return array;
}

Tensor to_tensor(const NpyArray& array, std::string name) {
  if (array.kind != 'f') {
    throw input_error(array.kind == 'b' ? "holds truth values" : "holds integers",
                      "save weights as float32 or float64");
  }
  const NumberType type = array.width == 2   ? NumberType::binary16
                          : array.width == 4 ? NumberType::binary32
                                             : NumberType::binary64;
  return {std::move(name), type, array.shape, array.numbers.owner, array.numbers.bytes.data()};
}

std::string npy_header(char kind, std::uint64_t width, const std::vector<std::uint64_t>& shape) {
  std::string text = std::string("{'descr': '") + (width == 1 ? '|' : '<') + kind +
                     std::to_string(width) + "', 'fortran_order': False, 'shape': (";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(shape[i]);
  }
  text += shape.size() == 1 ? ",), }" : "), }";
  constexpr std::size_t before = 10;
  text += std::string(63 - (before + text.size()) % 64, ' ') + '\n';
  std::string header(magic);
  header +=
      {'\x01', '\x00', static_cast<char>(text.size() & 0xff), static_cast<char>(text.size() >> 8)};
  return header + text;
}

}  // namespace isthmus
