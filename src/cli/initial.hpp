// Networks as commands take them: from a network file, a model file or an architecture string, with
// weights drawn on request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/common.hpp"
#include "isthmus/error.hpp"
#include "isthmus/network/model.hpp"
#include "isthmus/network/network.hpp"

namespace isthmus::cli {

/// What is said about a model file.
struct ModelFlags {
  std::string architecture;
  std::string layout;
  std::vector<std::string> fixed;
  std::string zeros;
};

struct InitialFlags {
  std::string scheme;
  std::string seed;
  std::string precision;
  ModelFlags model;
};

/// The flags about model files alone.
void declare_model(Arguments& arguments, ModelFlags& flags);

/// Throws Error (bad_usage) if one of them is given, for a source that is no model file.
void refuse_model_flags(const std::string& source, const ModelFlags& flags);

void declare_initial(Arguments& arguments, InitialFlags& flags);

/// Checks the flags; says once that seed 0 is used if --init came without --seed.
void check_initial(const InitialFlags& flags, const Common& common);

/// Without the flags about weights: for commands that draw them many times.
[[nodiscard]] InitialFlags model_only(const InitialFlags& flags);

/// What the reader of a model has to say, on standard error unless --quiet.
void print_notes(const Model& model, const Common& common);

/// Reads one network and, if --init was given, draws its weights. A model is written out as a
/// network, its notes are printed.
[[nodiscard]] Network load(const std::string& source, const InitialFlags& flags,
                           const Common& common);

/// The same as a model: if the source is a model file, or a dense architecture of more than
/// `from` edges; nothing otherwise. Its notes are the caller's to report.
[[nodiscard]] std::optional<Model> load_if_model(const std::string& source,
                                                 const InitialFlags& flags, std::uint64_t from);

/// The error with the source filled in where nothing else says which network it is about.
[[nodiscard]] Error in_source(const Error& error, const std::string& source);

}  // namespace isthmus::cli
