#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "cli/values.hpp"
#include "isthmus/network/contraction.hpp"
#include "isthmus/report/equations_text.hpp"

namespace isthmus::cli {
namespace {

class WriteEquations : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override {
    return equation_format_names();
  }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  [[nodiscard]] EquationOptions options() const;
  [[nodiscard]] EquationSystem system(const Common& common) const;

  std::string source_;
  InitialFlags initial_;
  bool minors_ = false;
  std::string limit_;
};

void WriteEquations::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  arguments.group("Questions");
  arguments.flag("--minors", minors_,
                 "also the ideal of maximal minors of the Jacobian: one monomial for every "
                 "spanning forest");
  arguments.option("--minors-limit", "N", limit_, "refuse more forests than that; 10000");
  declare_initial(arguments, initial_);
  arguments.example("isthmus equations examples/two-neurons.json");
  arguments.example("isthmus equations mlp:2-2-1 --minors --to macaulay2 -o net.m2");
}

EquationOptions WriteEquations::options() const {
  constexpr std::size_t default_limit = 10'000;
  EquationOptions options;
  if (minors_) options.minors_limit = default_limit;
  if (!limit_.empty()) {
    if (!minors_)
      throw usage_error("--minors-limit has no effect without --minors", "add --minors");
    options.minors_limit = parse_count("--minors-limit", limit_);
  }
  return options;
}

EquationSystem WriteEquations::system(const Common& common) const {
  const EquationOptions asked = options();
  const Network network = load(source_, initial_, common);
  try {
    return equation_system(network, contract(network), asked);
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
}

int WriteEquations::run(const Common& common) {
  check_initial(initial_, common);
  const EquationSystem equations = system(common);
  deliver(common.output, [&](std::ostream& out) {
    write_equations(out, equations, parse_equation_format(common.format));
  });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_equations() { return std::make_unique<WriteEquations>(); }

}  // namespace isthmus::cli
