#include "formats/onnx/window.hpp"

#include "formats/onnx/step.hpp"
#include "isthmus/error.hpp"

namespace isthmus::onnx {
namespace {

/// Far beyond any picture, and small enough that sums and products of two fit.
constexpr std::int64_t most = std::int64_t{1} << 30;

[[noreturn]] void refuse(const std::string& cause) { throw input_error(cause, "check the file"); }

/// What a window does along one axis.
struct Window {
  std::int64_t size, kernel, stride, dilation, pads, extra;

  [[nodiscard]] std::int64_t reach() const { return dilation * (kernel - 1) + 1; }
};

/// Attribute `name`, one number for each axis and all within [least, 2^30].
std::vector<std::int64_t> numbers(const Step& step, const std::string& name, std::size_t count,
                                  std::int64_t least) {
  std::vector<std::int64_t> values = step.integers(name);
  if (values.empty()) values.assign(count, least);
  if (values.size() != count) refuse(name + " does not have a number for each axis");
  for (const std::int64_t n : values) {
    if (n < least || n > most) refuse(name + " is " + std::to_string(n));
  }
  return values;
}

std::int64_t length(std::uint64_t n) {
  if (n == 0 || n > static_cast<std::uint64_t>(most))
    refuse("a picture or kernel of " + std::to_string(n));
  return static_cast<std::int64_t>(n);
}

std::vector<Window> windows(const Step& step, const Shape& size, const Shape& kernel) {
  const std::size_t count = size.size();
  if (kernel.size() != count) refuse("the kernel has another number of axes than the pictures");
  const auto strides = numbers(step, "strides", count, 1);
  const auto dilations = numbers(step, "dilations", count, 1);
  const auto pads = numbers(step, "pads", 2 * count, 0);
  const auto extra = numbers(step, "output_padding", count, 0);
  std::vector<Window> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({length(size[i]), length(kernel[i]), strides[i], dilations[i],
                   pads[i] + pads[i + count], extra[i]});
  }
  return all;
}

std::uint64_t positive(std::int64_t n) {
  if (n <= 0) refuse("the window is larger than the picture");
  return static_cast<std::uint64_t>(n);
}

bool keeps_size(const Step& step) { return step.text("auto_pad", "NOTSET").starts_with("SAME"); }

std::uint64_t moved(const Step& step, Window w, bool up) {
  if (keeps_size(step)) return positive((w.size - 1) / w.stride + 1);
  if (step.text("auto_pad", "NOTSET") == "VALID") w.pads = 0;
  const std::int64_t room = w.size + w.pads - w.reach();
  if (room < 0) refuse("the window is larger than the picture");
  return positive((up ? room + w.stride - 1 : room) / w.stride + 1);
}

Shape all_moved(const Step& step, const Shape& size, const Shape& kernel, bool up) {
  Shape result;
  for (const Window& w : windows(step, size, kernel)) result.push_back(moved(step, w, up));
  return result;
}

}  // namespace

Shape pooled_size(const Step& step, const Shape& size) {
  Shape kernel;
  for (const std::int64_t n : numbers(step, "kernel_shape", size.size(), 1)) {
    kernel.push_back(static_cast<std::uint64_t>(n));
  }
  return all_moved(step, size, kernel, step.integer("ceil_mode", 0) != 0);
}

Shape convolved_size(const Step& step, const Shape& size, const Shape& kernel) {
  return all_moved(step, size, kernel, false);
}

Shape transposed_size(const Step& step, const Shape& size, const Shape& kernel) {
  if (!step.integers("output_shape").empty()) {
    Shape result;
    for (const std::int64_t n : step.integers("output_shape")) result.push_back(positive(n));
    if (result.size() != size.size()) refuse("output_shape does not have a number for each axis");
    return result;
  }
  Shape result;
  for (const Window& w : windows(step, size, kernel)) {
    const std::int64_t whole = (w.size - 1) * w.stride + w.extra + w.reach();
    result.push_back(keeps_size(step) ? positive(w.size * w.stride) : positive(whole - w.pads));
  }
  return result;
}

std::uint64_t padded_size(std::uint64_t size, std::int64_t before, std::int64_t after) {
  if (before < -most || before > most || after < -most || after > most) refuse("a huge padding");
  return positive(length(size) + before + after);
}

}  // namespace isthmus::onnx
