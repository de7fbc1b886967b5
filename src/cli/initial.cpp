#include "cli/initial.hpp"

#include "cli/errors.hpp"
#include "cli/values.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/formats/load_model.hpp"
#include "isthmus/network/architecture.hpp"
#include "isthmus/network/model_edits.hpp"

namespace isthmus::cli {
namespace {

Initialisation initialisation(const InitialFlags& flags) {
  Initialisation how;
  how.scheme = parse_scheme(flags.scheme);
  if (!flags.seed.empty()) how.seed = parse_count("--seed", flags.seed);
  how.precision = flags.precision == "binary64" ? Precision::binary64 : Precision::binary32;
  return how;
}

void refuse_without_scheme(const std::string& flag, const std::string& value) {
  if (value.empty()) return;
  throw usage_error(flag + " has no effect without --init", "add --init SCHEME or drop " + flag);
}

ModelReading reading(const ModelFlags& flags) {
  ModelReading how;
  how.architecture = flags.architecture;
  how.layout = flags.layout == "in-out" ? MatrixLayout::in_out : MatrixLayout::out_in;
  how.frozen = flags.fixed;
  how.drop_zeros = flags.zeros == "drop";
  return how;
}

}  // namespace

// A flag that says something about a model file must not be passed over in silence.
void refuse_model_flags(const std::string& source, const ModelFlags& flags) {
  const bool given = !flags.architecture.empty() || !flags.layout.empty() || !flags.fixed.empty() ||
                     !flags.zeros.empty();
  if (!given) return;
  throw usage_error("--architecture, --layout, --fixed and --zeros are about model files",
                    "name a model file, or drop the flag")
      .in_file(source);
}

void declare_model(Arguments& arguments, ModelFlags& flags) {
  arguments.group("Model files (.onnx, .safetensors, .npz)");
  arguments.option("--architecture", "MLP", flags.architecture,
                   "the layers of a file that holds weights only, such as mlp:784-128-10");
  arguments.option(
      "--layout", "ORDER", flags.layout,
      "of the matrices in such a file: out-in (PyTorch; if not given) or in-out (Keras)");
  arguments.options("--fixed", "TENSOR", flags.fixed,
                    "this tensor is not trained; may be given several times");
  arguments.option("--zeros", "WHAT", flags.zeros,
                   "keep (if not given) or drop: weights that are exactly 0 are no edges, as after "
                   "pruning with a mask");
}

void declare_initial(Arguments& arguments, InitialFlags& flags) {
  declare_model(arguments, flags.model);
  arguments.group("Weights drawn at random");
  arguments.option("--init", "SCHEME", flags.scheme,
                   "kaiming-normal, kaiming-uniform, xavier-normal, xavier-uniform or pytorch");
  arguments.option("--seed", "N", flags.seed, "of the draw; 0 if not given");
  arguments.option("--precision", "TYPE", flags.precision,
                   "binary32 or binary64, the first if not given: every weight is exactly such a "
                   "number");
}

void check_initial(const InitialFlags& flags, const Common& common) {
  if (!flags.precision.empty()) {
    require_choice("--precision", flags.precision, {"binary32", "binary64"});
  }
  if (!flags.model.layout.empty()) {
    require_choice("--layout", flags.model.layout, {"out-in", "in-out"});
  }
  if (!flags.model.zeros.empty()) require_choice("--zeros", flags.model.zeros, {"keep", "drop"});
  if (flags.scheme.empty()) {
    refuse_without_scheme("--seed", flags.seed);
    refuse_without_scheme("--precision", flags.precision);
    return;
  }
  static_cast<void>(initialisation(flags));
  if (flags.seed.empty() && !common.quiet) {
    print_note("no --seed given; the weights are drawn with seed 0",
               common.json ? Style::json : Style::line);
  }
}

InitialFlags model_only(const InitialFlags& flags) {
  InitialFlags model;
  model.model = flags.model;
  return model;
}

void print_notes(const Model& model, const Common& common) {
  for (const std::string& note : model.notes) {
    if (!common.quiet) print_note(note, common.json ? Style::json : Style::line);
  }
}

Network load(const std::string& source, const InitialFlags& flags, const Common& common) {
  if (is_model_file(source)) {
    const Model model = *load_if_model(source, flags, 0);
    print_notes(model, common);
    return to_network(model, WeightDetail::all);
  }
  refuse_model_flags(source, flags.model);
  Network network = load_network(source);
  if (!flags.scheme.empty()) initialise(network, initialisation(flags));
  return network;
}

std::optional<Model> load_if_model(const std::string& source, const InitialFlags& flags,
                                   std::uint64_t from) {
  if (!is_model_file(source)) {
    std::optional<Model> model = architecture_model(source);
    if (!model || bundle_count(*model) <= from) return std::nullopt;
    refuse_model_flags(source, flags.model);
    if (!flags.scheme.empty()) initialise(*model, initialisation(flags));
    return model;
  }
  if (!flags.scheme.empty() && (!flags.model.fixed.empty() || flags.model.zeros == "drop")) {
    throw usage_error("--init gives every weight of a model a fresh value",
                      "drop --init, or --fixed and --zeros");
  }
  Model model = load_model(source, reading(flags.model));
  if (!flags.scheme.empty()) initialise(model, initialisation(flags));
  return model;
}

// The reader of architecture strings quotes them as the place.
Error in_source(const Error& error, const std::string& source) {
  const bool named = is_architecture(source) && !error.detail().place.empty();
  return named ? error : error.in_file(source);
}

}  // namespace isthmus::cli
