// Training of small networks, as `isthmus flow` does.
#pragma once

#include <pybind11/pybind11.h>

namespace isthmus::python {

void add_flow(pybind11::module_& module);

}  // namespace isthmus::python
