#include "unlocking.hpp"

#include <pybind11/stl.h>

#include <sstream>
#include <string>
#include <utility>

#include "isthmus/error.hpp"
#include "isthmus/formats/network_json.hpp"
#include "isthmus/motion/unlock.hpp"
#include "isthmus/parallel/farm.hpp"
#include "isthmus/report/unlock.hpp"
#include "source.hpp"

namespace isthmus::python {
namespace py = pybind11;
namespace {

struct Unlocked {
  std::string json, text;
  std::vector<Tensor> tensors;  ///< of a model, all of them
  std::string network;          ///< of a network, as a file
};

template <class Of>
void write(Unlocked& result, const Of& of, Unlocking unlocking) {
  const UnlockReport report = unlock_report(of, std::move(unlocking));
  std::ostringstream json, text;
  write_json(json, report);
  write_text(text, report);
  result.json = json.str();
  result.text = text.str();
}

Unlocked unlocked(const Source& source, const UnlockOptions& options) {
  Unlocked result;
  if (const Model* model = source.model()) {
    UnlockedModel better = unlock(*model, options);
    result.tensors = std::move(better.tensors);
    write(result, *model, std::move(better.unlocking));
  } else {
    const Network network = source.network(WeightDetail::all);
    UnlockedNetwork better = unlock(network, options);
    write(result, network, std::move(better.unlocking));
    result.network = network_to_json(better.network);
  }
  return result;
}

UnlockOptions options_of(const std::string& target, unsigned jobs) {
  UnlockOptions options;
  if (target != "locks" && target != "balanced") {
    throw usage_error("target is " + isthmus::quoted(target), "choose 'locks' or 'balanced'");
  }
  if (target == "balanced") options.target = UnlockTarget::balanced;
  options.jobs = jobs > 0 ? jobs : default_jobs();
  return options;
}

/// (tensor, its new numbers as bytes), where they are not those that are there.
py::list changed(const Source& source, const std::vector<Tensor>& tensors) {
  py::list list;
  for (std::size_t i = 0; i < tensors.size(); ++i) {
    const Tensor& tensor = tensors[i];
    if (tensor.data == source.model()->tensors[i].data) continue;
    list.append(py::make_tuple(i, py::bytes(reinterpret_cast<const char*>(tensor.data),
                                            tensor.size() * byte_size(tensor.type))));
  }
  return list;
}

}  // namespace

void add_unlocking(py::module_& module) {
  module.def(
      "unlock",
      [](const Source& source, const std::string& target, unsigned jobs) {
        const UnlockOptions options = options_of(target, jobs);
        Unlocked result;
        {
          const py::gil_scoped_release release;
          result = unlocked(source, options);
        }
        return py::make_tuple(result.json, result.text, changed(source, result.tensors),
                              result.network);
      },
      py::arg("source"), py::kw_only(), py::arg("target") = "locks", py::arg("jobs") = 0);
}

}  // namespace isthmus::python
