// Builds without MPI.
#include "cli/company.hpp"

namespace isthmus::cli {

std::unique_ptr<Ranks> start_mpi() { return nullptr; }

std::string mpi_version() { return "not built in"; }

}  // namespace isthmus::cli
