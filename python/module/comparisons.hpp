// Questions about several settings of the weights, and about claims.
#pragma once

#include <pybind11/pybind11.h>

namespace isthmus::python {

void add_comparisons(pybind11::module_& module);

}  // namespace isthmus::python
