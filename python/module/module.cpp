// The extension module `isthmus._isthmus`: thin functions below the Python package, which gives
// them readable arguments and turns reports into objects (docs/python.md).
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <string>

#include "answers.hpp"
#include "comparisons.hpp"
#include "errors.hpp"
#include "flowing.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/version.hpp"
#include "monitor.hpp"
#include "source.hpp"
#include "unlocking.hpp"

namespace isthmus::python {
namespace {

std::map<std::string, std::string> components() {
  std::map<std::string, std::string> versions;
  for (const Component& component : built_in_components()) {
    versions[component.name] = component.version;
  }
  return versions;
}

}  // namespace
}  // namespace isthmus::python

PYBIND11_MODULE(_isthmus, module) {
  using namespace isthmus::python;
  module.attr("__version__") = isthmus::version();
  add_errors();
  add_source(module);
  add_answers(module);
  add_monitor(module);
  add_unlocking(module);
  add_comparisons(module);
  add_flow(module);
  module.def("components", &components);
  module.def("read_file", &isthmus::read_file, pybind11::arg("path"));
  module.def("is_architecture", &isthmus::is_architecture, pybind11::arg("text"));
}
