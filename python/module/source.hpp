// What Python hands over to be looked at: a network, or a model whose tensors lie in its arrays.
#pragma once

#include <pybind11/pybind11.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "isthmus/formats/load_model.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::python {

/// An array of a known type of numbers: an object with Python's buffer protocol.
struct NamedArray {
  std::string name;
  std::string type;          ///< as type_name has it; that of the buffer need only be as wide
  pybind11::buffer numbers;  ///< C-contiguous
};

/// Borrows the memory of an array for as long as the tensor or a copy of it lives; nothing is
/// copied. Throws Error (bad_input) if the array is not contiguous or as wide as its type.
[[nodiscard]] Tensor borrow(const NamedArray& array);

class Source {
 public:
  explicit Source(Network network) : held_(std::move(network)) {}
  explicit Source(Model model) : held_(std::move(model)) {}

  [[nodiscard]] const Model* model() const { return std::get_if<Model>(&held_); }
  [[nodiscard]] Model* model() { return std::get_if<Model>(&held_); }
  /// The model with the weights that masks leave out, all 0; none if there were no masks.
  std::optional<Model> whole;
  /// The network that this stands for, written out.
  [[nodiscard]] Network network(WeightDetail detail) const;
  [[nodiscard]] std::string name() const;
  void set_name(const std::string& name);
  [[nodiscard]] std::vector<std::string> notes() const;

 private:
  std::variant<Network, Model> held_;
};

/// Weights drawn at random in place of those that are there.
struct Drawing {
  std::string scheme;  ///< empty: none
  std::uint64_t seed = 0;
  bool binary64 = false;
};

/// A file by its name, or an architecture string. Never standard input.
[[nodiscard]] Source read_source(const std::string& source, const ModelReading& reading,
                                 const Drawing& drawing);

void add_source(pybind11::module_& module);

}  // namespace isthmus::python
