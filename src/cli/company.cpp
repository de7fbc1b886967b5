#include "cli/company.hpp"

#include <cstdlib>
#include <iostream>
#include <iterator>
#include <streambuf>

#include "isthmus/error.hpp"

namespace isthmus::cli {
namespace {

// mpirun gives its standard input to rank 0 only; this gives it to all when first asked for.
class SharedInput : public std::streambuf {
 public:
  explicit SharedInput(std::streambuf* source) : source_(source) {}

 protected:
  int_type underflow() override {
    if (asked_) return traits_type::eof();
    asked_ = true;
    if (rank() == 0) bytes_.assign(std::istreambuf_iterator<char>(source_), {});
    share(bytes_);
    setg(bytes_.data(), bytes_.data(), bytes_.data() + bytes_.size());
    return bytes_.empty() ? traits_type::eof() : traits_type::to_int_type(bytes_.front());
  }

 private:
  std::streambuf* source_;
  std::string bytes_;
  bool asked_ = false;
};

// The value of a variable, 0 if it is none.
long number_in(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? 0 : std::strtol(value, nullptr, 10);
}

}  // namespace

// The sizes are also set for a program that was started so on its own, with the value 1.
bool started_with_others() {
  return number_in("OMPI_COMM_WORLD_SIZE") > 1 || number_in("PMI_SIZE") > 1 ||
         (std::getenv("PMIX_RANK") != nullptr && number_in("SLURM_STEP_NUM_TASKS") > 1);
}

Company::Company() {
  if (!started_with_others()) return;
  carrier_ = start_mpi();
  if (carrier_ == nullptr) {
    throw usage_error("this isthmus was built without MPI, so it cannot share work under mpirun",
                      "start it without mpirun, or build it with -DISTHMUS_MPI=ON");
  }
  use_ranks(carrier_.get());
  own_input_ = std::cin.rdbuf();
  input_ = std::make_unique<SharedInput>(own_input_);
  std::cin.rdbuf(input_.get());
}

Company::~Company() {
  if (carrier_ == nullptr) return;
  std::cin.rdbuf(own_input_);
  use_ranks(nullptr);
}

}  // namespace isthmus::cli
