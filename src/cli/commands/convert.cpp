#include <ostream>

#include "cli/command.hpp"
#include "cli/dag_notation.hpp"
#include "cli/errors.hpp"
#include "cli/initial.hpp"
#include "cli/output.hpp"
#include "isthmus/formats/network_json.hpp"

namespace isthmus::cli {
namespace {

class Convert : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "NETWORK [flags]"; }
  [[nodiscard]] std::vector<std::string> formats() const override { return {"json", "dag"}; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  std::string source_;
  InitialFlags initial_;
};

void Convert::declare(Arguments& arguments) {
  arguments.positional(
      "NETWORK", source_,
      "a .json file, a model file, \"-\" for standard input, or an architecture string");
  declare_initial(arguments, initial_);
  arguments.example("isthmus convert mlp:2-2-1 --init xavier-normal --seed 1 -o net.json");
  arguments.example("isthmus convert examples/symbolic.json --to dag");
}

int Convert::run(const Common& common) {
  check_initial(initial_, common);
  const Network network = load(source_, initial_, common);
  if (common.format == "json") {
    deliver(common.output, [&](std::ostream& out) { write_network_json(out, network); });
    return done;
  }
  std::string notation;
  try {
    notation = dag_notation(network);
  } catch (const Error& error) {
    throw in_source(error, source_);
  }
  deliver(common.output, [&](std::ostream& out) { out << notation << "\n"; });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_convert() { return std::make_unique<Convert>(); }

}  // namespace isthmus::cli
