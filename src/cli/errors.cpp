#include "cli/errors.hpp"

#include <iostream>
#include <sstream>

#include "isthmus/parallel/ranks.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"

namespace isthmus::cli {
namespace {

const char* kind_name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::bad_input:
      return "bad_input";
    case ErrorKind::bad_usage:
      return "bad_usage";
    case ErrorKind::limit_reached:
      return "limit_reached";
    case ErrorKind::internal:
      break;
  }
  return "internal";
}

std::string error_json(const Error& error, const char* kind) {
  std::ostringstream out;
  JsonWriter json(out);
  json.begin_object(Layout::inline_);
  json.text("format", "isthmus-error");
  json.number("version", 1);
  json.text("kind", kind);
  json.text("file", error.detail().file);
  json.text("place", error.detail().place);
  json.text("cause", error.detail().cause);
  json.text("remedy", error.detail().remedy);
  json.end_object();
  return out.str();
}

std::string text_of(const Error& error, const char* kind, Style style) {
  if (style == Style::json) return error_json(error, kind);
  const std::string line = printable(error.what());
  const bool standard_input = error.detail().file == "-" && line.rfind("-: ", 0) == 0;
  return "isthmus: " + (standard_input ? "standard input" + line.substr(1) : line) + "\n";
}

// Under mpirun rank 0 speaks for all.
void print(const std::string& text) {
  if (rank() == 0) std::cerr << text;
}

}  // namespace

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::bad_input:
    case ErrorKind::bad_usage:
      return bad_input;
    case ErrorKind::limit_reached:
      return not_determined;
    case ErrorKind::internal:
      break;
  }
  return our_bug;
}

std::string error_text(const Error& error, Style style) {
  return text_of(error, kind_name(error.kind()), style);
}

void print_error(const Error& error, Style style) { print(error_text(error, style)); }

void print_refuted(const Error& error, Style style) { print(text_of(error, "refuted", style)); }

void print_note(const std::string& note, Style style) {
  if (style == Style::line) {
    print("isthmus: note: " + printable(note) + "\n");
    return;
  }
  std::ostringstream out;
  JsonWriter json(out);
  json.begin_object(Layout::inline_);
  json.text("format", "isthmus-note");
  json.number("version", 1);
  json.text("note", note);
  json.end_object();
  print(out.str());
}

}  // namespace isthmus::cli
