// Arrays are borrowed, not copied. Each tensor keeps the buffer it lies in alive through its owner,
// which gives the buffer back under the interpreter's lock, wherever the last copy of the tensor
// dies.
#include "source.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <memory>
#include <set>
#include <span>
#include <sstream>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/formats/weights_files.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/initialise.hpp"
#include "isthmus/network/model_edits.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

NumberType number_type(const std::string& name) {
  for (const NumberType type :
       {NumberType::binary16, NumberType::bfloat16, NumberType::binary32, NumberType::binary64}) {
    if (type_name(type) == name) return type;
  }
  throw input_error(quoted(name) + " is no type of numbers", "use an array of floats");
}

void release(py::buffer_info* info) {
  const py::gil_scoped_acquire lock;
  delete info;
}

bool is_contiguous(const py::buffer_info& info) {
  py::ssize_t step = info.itemsize;
  for (py::ssize_t axis = info.ndim; axis-- > 0;) {
    const auto i = static_cast<std::size_t>(axis);
    if (info.shape[i] > 1 && info.strides[i] != step) return false;
    step *= info.shape[i];
  }
  return true;
}

Initialisation initialisation(const Drawing& drawing) {
  return {parse_scheme(drawing.scheme), drawing.seed,
          drawing.binary64 ? Precision::binary64 : Precision::binary32};
}

// The limit of `isthmus analyze`: below it an architecture is written out as a network.
constexpr std::uint64_t written_out = 200'000;

Source read_architecture(const std::string& text, const Drawing& drawing) {
  std::optional<Model> model = architecture_model(text);
  if (model && bundle_count(*model) > written_out) {
    if (!drawing.scheme.empty()) initialise(*model, initialisation(drawing));
    return Source(std::move(*model));
  }
  Network network = parse_architecture(text);
  if (!drawing.scheme.empty()) initialise(network, initialisation(drawing));
  return Source(std::move(network));
}

// Whoever names a model's tensors says something about a model.
void refuse_reading(const std::string& source, const ModelReading& reading) {
  const bool given = !reading.architecture.empty() || reading.layout != MatrixLayout::out_in ||
                     !reading.frozen.empty() || reading.drop_zeros;
  if (!given) return;
  throw usage_error("architecture, layout, fixed and zeros are about weights without a graph",
                    "drop them")
      .in_file(source);
}

/// The slope of every hidden layer on negative numbers, as text; empty where it is not known.
using Slopes = std::vector<std::string>;

Activation activation(const std::string& slope) {
  if (slope.empty()) return {0, false};
  return {parse_rational(slope), true};
}

void set_activations(Model& model, const Slopes& slopes) {
  std::size_t next = 0;
  for (NodeRun& run : model.runs) {
    if (run.role == Role::hidden) run.activation = activation(slopes.at(next++));
  }
}

Source from_arrays(const std::vector<NamedArray>& arrays, const ModelReading& reading,
                   const std::optional<Slopes>& slopes) {
  std::vector<Tensor> tensors;
  for (const NamedArray& array : arrays) tensors.push_back(borrow(array));
  const py::gil_scoped_release unlocked;
  const LayerOrder order = slopes ? LayerOrder::as_given : LayerOrder::from_names;
  Model model = weights_chain(std::move(tensors), reading, order);
  if (slopes) {
    set_activations(model, *slopes);
    model.notes.clear();
  }
  freeze(model, reading.frozen);
  if (reading.drop_zeros) drop_zeros(model);
  validate(model);
  return Source(std::move(model));
}

ModelReading reading(const std::string& architecture, const std::string& layout,
                     const std::vector<std::string>& frozen, const std::string& zeros) {
  if (layout != "out-in" && layout != "in-out") {
    throw usage_error("layout is " + quoted(layout), "choose 'out-in' or 'in-out'");
  }
  if (zeros != "keep" && zeros != "drop") {
    throw usage_error("zeros is " + quoted(zeros), "choose 'keep' or 'drop'");
  }
  return {architecture, layout == "in-out" ? MatrixLayout::in_out : MatrixLayout::out_in, frozen,
          zeros == "drop"};
}

Drawing drawing(const std::string& scheme, std::uint64_t seed, const std::string& precision) {
  if (precision != "binary32" && precision != "binary64") {
    throw usage_error("precision is " + quoted(precision), "choose 'binary32' or 'binary64'");
  }
  return {scheme, seed, precision == "binary64"};
}

/// The tensors that training changes, as positions.
std::vector<std::uint32_t> trained(const Source& source) {
  std::set<std::uint32_t> tensors;
  if (source.model() != nullptr) {
    for (const Link& link : source.model()->links) {
      if (!link.fixed) tensors.insert(link.tensor);
    }
  }
  return {tensors.begin(), tensors.end()};
}

/// Lets a tensor lie in `array`, which holds the same numbers.
void bind(Model& model, std::size_t i, const NamedArray& array) {
  ensure(i < model.tensors.size(), "a tensor is bound");
  const Tensor now = borrow(array);
  Tensor& bound = model.tensors[i];
  const bool same = now.type == bound.type && now.shape == bound.shape &&
                    std::equal(now.data, now.data + now.size() * byte_size(now.type), bound.data);
  if (!same) {
    throw input_error("these are not the numbers of this parameter",
                      "do not change the module meanwhile")
        .at(isthmus::quoted(array.name));
  }
  bound.owner = now.owner;
  bound.data = now.data;
}

Model& model_of(Source& source) {
  ensure(source.model() != nullptr, "what is bound or masked belongs to a model");
  return *source.model();
}

/// A copy of the products with the mask: 0 with the sign of the number where that is 0.
Tensor masked(const Tensor& tensor, std::span<const std::uint8_t> mask) {
  const std::size_t width = byte_size(tensor.type);
  const auto bytes =
      std::make_shared<std::vector<std::byte>>(tensor.data, tensor.data + tensor.size() * width);
  for (std::size_t i = 0; i < mask.size(); ++i) {
    if (mask[i] != 0) continue;
    std::byte* const number = bytes->data() + i * width;
    std::fill_n(number, width - 1, std::byte{0});
    number[width - 1] &= std::byte{0x80};
  }
  Tensor copy = tensor;
  copy.data = bytes->data();
  copy.owner = bytes;
  return copy;
}

/// Leaves out the weights of tensor i where a mask of bytes is 0, and says so.
void drop_masked(Source& source, std::size_t i, const py::buffer& mask) {
  Model& model = model_of(source);
  const py::buffer_info info = mask.request();
  ensure(info.itemsize == 1 && is_contiguous(info), "a mask is an array of bytes");
  const std::span entries(static_cast<const std::uint8_t*>(info.ptr),
                          static_cast<std::size_t>(info.size));
  ensure(entries.size() == model.tensors.at(i).size(), "a mask has an entry for each weight");
  const auto absent = std::count(entries.begin(), entries.end(), std::uint8_t{0});
  if (absent == 0) return;
  if (!source.whole) source.whole = model;
  source.whole->tensors.at(i) = masked(model.tensors.at(i), entries);
  isthmus::drop_masked(model, i, entries);
  model.notes.push_back(std::to_string(absent) + " of the " + std::to_string(entries.size()) +
                        " weights of " + isthmus::quoted(model.tensors[i].name) +
                        " are pruned by a mask: they are no edges.");
}

void add_note(Source& source, const std::string& note) {
  if (Model* model = source.model()) model->notes.push_back(note);
}

py::list tensors_of(const Source& source) {
  py::list list;
  if (source.model() == nullptr) return list;
  for (const Tensor& tensor : source.model()->tensors) {
    list.append(py::make_tuple(tensor.name, type_name(tensor.type), tensor.shape));
  }
  return list;
}

}  // namespace

Tensor borrow(const NamedArray& array) {
  const NumberType type = number_type(array.type);
  const std::shared_ptr<py::buffer_info> info(new py::buffer_info(array.numbers.request()),
                                              release);
  if (static_cast<std::size_t>(info->itemsize) != byte_size(type) || !is_contiguous(*info)) {
    throw input_error("not a contiguous array of " + array.type, "use numpy.ascontiguousarray")
        .at(quoted(array.name));
  }
  Tensor tensor;
  tensor.name = array.name;
  tensor.type = type;
  for (const py::ssize_t length : info->shape) {
    tensor.shape.push_back(static_cast<std::uint64_t>(length));
  }
  tensor.data = static_cast<const std::byte*>(info->ptr);
  tensor.owner = info;
  return tensor;
}

Network Source::network(WeightDetail detail) const {
  if (const Model* held = model()) return to_network(*held, detail);
  return std::get<Network>(held_);
}

std::string Source::name() const {
  return model() == nullptr ? std::get<Network>(held_).name : model()->name;
}

void Source::set_name(const std::string& name) {
  (model() == nullptr ? std::get<Network>(held_).name : model()->name) = name;
}

std::vector<std::string> Source::notes() const {
  return model() == nullptr ? std::vector<std::string>() : model()->notes;
}

Source read_source(const std::string& source, const ModelReading& reading, const Drawing& drawing) {
  if (source == "-") {
    throw usage_error("standard input is not read from Python", "name a file, or pass a dict");
  }
  if (is_model_file(source)) {
    Model model = load_model(source, reading);
    if (!drawing.scheme.empty()) initialise(model, initialisation(drawing));
    return Source(std::move(model));
  }
  refuse_reading(source, reading);
  if (is_architecture(source)) return read_architecture(source, drawing);
  Network network = load_network(source);
  if (!drawing.scheme.empty()) initialise(network, initialisation(drawing));
  return Source(std::move(network));
}

void add_source(py::module_& module) {
  py::class_<Source>(module, "Source", "A network or a model that was read.")
      .def_property_readonly("tensors", &tensors_of)
      .def_property_readonly("trained", &trained)
      .def("bind",
           [](Source& source, std::size_t i, const std::string& name, const std::string& type,
              const py::buffer& numbers) {
             bind(model_of(source), i, {name, type, numbers});
           })
      .def("bind_whole",
           [](Source& source, std::size_t i, const std::string& name, const std::string& type,
              const py::buffer& numbers) {
             bind(source.whole ? *source.whole : model_of(source), i, {name, type, numbers});
           })
      .def("drop_masked", &drop_masked, py::arg("i"), py::arg("mask"))
      .def("add_note", &add_note, py::arg("note"))
      .def_property("name", &Source::name, &Source::set_name)
      .def_property_readonly("notes", &Source::notes)
      .def_property_readonly("is_model",
                             [](const Source& source) { return source.model() != nullptr; });
  module.def(
      "read",
      [](const std::string& source, const std::string& architecture, const std::string& layout,
         const std::vector<std::string>& frozen, const std::string& zeros,
         const std::string& scheme, std::uint64_t seed, const std::string& precision) {
        const ModelReading how = reading(architecture, layout, frozen, zeros);
        const Drawing draw = drawing(scheme, seed, precision);
        const py::gil_scoped_release unlocked;
        return read_source(source, how, draw);
      },
      py::arg("source"), py::kw_only(), py::arg("architecture") = "", py::arg("layout") = "out-in",
      py::arg("fixed") = std::vector<std::string>(), py::arg("zeros") = "keep",
      py::arg("init") = "", py::arg("seed") = 0, py::arg("precision") = "binary32");
  module.def(
      "from_json",
      [](const std::string& text) {
        const py::gil_scoped_release unlocked;
        return Source(network_from_json(text));
      },
      py::arg("text"));
  module.def(
      "from_arrays",
      [](const std::vector<std::tuple<std::string, std::string, py::buffer>>& arrays,
         const std::string& architecture, const std::string& layout,
         const std::vector<std::string>& frozen, const std::string& zeros,
         const std::optional<Slopes>& slopes) {
        std::vector<NamedArray> named;
        for (const auto& [name, type, numbers] : arrays) named.push_back({name, type, numbers});
        return from_arrays(named, reading(architecture, layout, frozen, zeros), slopes);
      },
      py::arg("arrays"), py::kw_only(), py::arg("architecture") = "", py::arg("layout") = "out-in",
      py::arg("fixed") = std::vector<std::string>(), py::arg("zeros") = "keep",
      py::arg("slopes") = py::none());
}

}  // namespace isthmus::python
