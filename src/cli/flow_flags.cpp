#include "cli/flow_flags.hpp"

#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "cli/values.hpp"
#include "isthmus/error.hpp"

namespace isthmus::cli {
namespace {

/// A decimal number above `above` (or equal to it, if `or_equal`) and below `below`.
double parse_real(const std::string& flag, const std::string& text, double above, bool or_equal,
                  double below, const char* remedy) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  const bool whole = result.ec == std::errc() && result.ptr == end && std::isfinite(value);
  if (whole && (value > above || (or_equal && value == above)) && value < below) return value;
  throw usage_error("the value " + isthmus::quoted(text) + " does not fit", remedy).at(flag);
}

void read_positive(const char* flag, const std::string& text, double& value) {
  if (text.empty()) return;
  value = parse_real(flag, text, 0, false, 1e9, "give a positive number below 1e9");
}

void read_strength(const char* flag, const std::string& text, double& value) {
  if (text.empty()) return;
  value = parse_real(flag, text, 0, true, 1e9, "give 0 or a positive number below 1e9");
}

void refuse_of_other_method(const FlowFlags& flags, bool flow) {
  const std::vector<std::pair<const char*, const std::string*>> other =
      flow
          ? std::vector<std::pair<const char*, const std::string*>>{{"--steps", &flags.steps},
                                                                    {"--rate", &flags.rate},
                                                                    {"--momentum", &flags.momentum},
                                                                    {"--batch", &flags.batch},
                                                                    {"--shuffle-seed",
                                                                     &flags.shuffle_seed}}
          : std::vector<std::pair<const char*, const std::string*>>{
                {"--time", &flags.time},
                {"--tolerance", &flags.tolerance},
                {"--max-steps", &flags.most_steps}};
  for (const auto& [flag, value] : other) {
    if (value->empty()) continue;
    throw usage_error(
        std::string(flag) + " is about --method " + (flow ? "descent" : "flow"),
        std::string("add --method ") + (flow ? "descent" : "flow") + " or drop " + flag);
  }
}

void read_flow(const FlowFlags& flags, FlowOptions& options) {
  read_positive("--time", flags.time, options.time);
  read_positive("--tolerance", flags.tolerance, options.tolerance);
  if (!flags.most_steps.empty()) {
    options.most_steps = parse_count("--max-steps", flags.most_steps, 1);
  }
}

void read_descent(const FlowFlags& flags, DescentOptions& options) {
  if (!flags.steps.empty()) options.steps = parse_count("--steps", flags.steps, 1, 1'000'000'000);
  read_positive("--rate", flags.rate, options.rate);
  if (!flags.momentum.empty()) {
    options.momentum =
        parse_real("--momentum", flags.momentum, 0, true, 1, "give a number from 0 to below 1");
  }
  if (!flags.batch.empty()) options.batch = parse_count("--batch", flags.batch, 1);
  if (!flags.shuffle_seed.empty()) {
    options.seed = parse_count("--shuffle-seed", flags.shuffle_seed);
  }
  if (options.batch == 0 && !flags.shuffle_seed.empty()) {
    throw usage_error("--shuffle-seed has no effect without --batch",
                      "add --batch N or drop --shuffle-seed");
  }
}

void read_penalties(const FlowFlags& flags, Penalties& penalties) {
  read_strength("--weight-decay", flags.weight_decay, penalties.weight_decay);
  read_strength("--l1", flags.l1, penalties.l1);
  read_strength("--nuclear", flags.nuclear, penalties.nuclear);
}

}  // namespace

void declare_flow(Arguments& arguments, FlowFlags& flags) {
  arguments.group("Objective");
  arguments.option("--loss", "NAME", flags.loss,
                   "mse (if not given), or bce: cross-entropy of logits, labels from 0 to 1");
  arguments.option("--weight-decay", "L", flags.weight_decay, "add L/2 times the sum of squares");
  arguments.option("--l1", "L", flags.l1, "add L times the sum of sizes; for descent only");
  arguments.option(
      "--nuclear", "L", flags.nuclear,
      "add L times the nuclear norm of B diag(θ), which pulls towards singular points");
  arguments.group("Method");
  arguments.option("--method", "NAME", flags.method,
                   "flow (if not given): gradient flow with steps of controlled error; or descent");
  arguments.option("--time", "T", flags.time, "of the flow, below 1e9; 10 if not given");
  arguments.option("--tolerance", "E", flags.tolerance,
                   "error of a step of the flow, absolute and relative; 1e-6 if not given");
  arguments.option("--max-steps", "N", flags.most_steps,
                   "of the flow, tried ones included; 1000000 if not given");
  arguments.option("--steps", "N", flags.steps, "of descent; 1000 if not given");
  arguments.option("--rate", "R", flags.rate, "length of a step of descent; 0.01 if not given");
  arguments.option("--momentum", "M", flags.momentum, "of descent; 0 if not given");
  arguments.option("--batch", "N", flags.batch, "samples of a step of descent; all if not given");
  arguments.option("--shuffle-seed", "N", flags.shuffle_seed,
                   "of the order of samples in batches; 0 if not given");
  arguments.option("--points", "N", flags.points,
                   "of the log, besides the start; 100 if not given");
}

TrainingOptions training_options(const FlowFlags& flags) {
  if (!flags.method.empty()) require_choice("--method", flags.method, {"flow", "descent"});
  if (!flags.loss.empty()) require_choice("--loss", flags.loss, {"mse", "bce"});
  TrainingOptions options;
  options.method = flags.method == "descent" ? Method::descent : Method::flow;
  options.loss = flags.loss == "bce" ? Loss::bce : Loss::mse;
  refuse_of_other_method(flags, options.method == Method::flow);
  read_flow(flags, options.flow);
  read_descent(flags, options.descent);
  read_penalties(flags, options.penalties);
  if (!flags.points.empty()) {
    options.flow.points = parse_count("--points", flags.points, 1, 1'000'000);
    options.descent.points = options.flow.points;
  }
  return options;
}

}  // namespace isthmus::cli
