#include "isthmus/report/compare.hpp"

#include <ostream>

#include "cli/command.hpp"
#include "cli/errors.hpp"
#include "cli/output.hpp"
#include "isthmus/formats/files.hpp"

namespace isthmus::cli {
namespace {

class Compare : public Command {
 public:
  [[nodiscard]] std::string usage() const override { return "BEFORE AFTER [flags]"; }
  void declare(Arguments& arguments) override;
  [[nodiscard]] int run(const Common& common) override;

 private:
  std::string first_;
  std::string second_;
};

void Compare::declare(Arguments& arguments) {
  arguments.positional("BEFORE", first_, "a report written by \"isthmus analyze --json\"");
  arguments.positional("AFTER", second_, "another one; edges and nodes are matched by name");
  arguments.example(
      "isthmus compare examples/reports/chain.json examples/reports/skip-connection.json");
  arguments.example(
      "isthmus analyze --json examples/chain.json | isthmus compare examples/reports/chain.json -");
}

int Compare::run(const Common& common) {
  if (first_ == "-" && second_ == "-") {
    throw usage_error("standard input cannot be both reports", "name a file for one of them");
  }
  const Comparison comparison =
      compare_reports(read_file(first_), first_, read_file(second_), second_);
  deliver(common.output, [&](std::ostream& out) {
    if (common.format == "json") {
      write_json(out, comparison);
    } else {
      write_text(out, comparison, text_style(common));
    }
  });
  return done;
}

}  // namespace

std::unique_ptr<Command> make_compare() { return std::make_unique<Compare>(); }

}  // namespace isthmus::cli
