// The other processes of a run under mpirun.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "isthmus/parallel/ranks.hpp"

namespace isthmus::cli {

/// Joins the processes that mpirun started along with this one, if it was started so. Then only
/// rank 0 reads standard input, for all, and only rank 0 prints and writes.
class Company {
 public:
  /// Throws Error (bad_usage) if there are others and this build has no MPI.
  Company();
  ~Company();
  Company(const Company&) = delete;
  Company& operator=(const Company&) = delete;

 private:
  std::unique_ptr<Ranks> carrier_;
  std::unique_ptr<std::streambuf> input_;
  std::streambuf* own_input_ = nullptr;
};

/// True if the variables that mpirun, mpiexec and srun set say that there are other processes.
[[nodiscard]] bool started_with_others();

/// Chosen when isthmus is built, ranks_mpi.cpp or ranks_none.cpp: MPI as a carrier of messages,
/// nullptr without MPI; and its version, "not built in" without.
[[nodiscard]] std::unique_ptr<Ranks> start_mpi();
[[nodiscard]] std::string mpi_version();

}  // namespace isthmus::cli
