// The Coq theory as part of one self-contained file.
//
// Each file of the theory becomes a module, in an order in which every module comes after those it
// imports. Inside, `From Isthmus Require Import X` becomes `Import X`; what is needed of Coq's own
// library is required once at the top, since Require inside a module is discouraged.
#include "proof/coq_theory.hpp"

#include <algorithm>
#include <set>

#include "isthmus/error.hpp"

namespace isthmus::proof {
namespace {

// "Require Import A B." or "From Isthmus Require Export A.", at the start of a line.
struct Requirement {
  std::string_view whole;  // the sentence, without the white space after it
  bool ours = false;
  bool exported = false;
  std::vector<std::string> names;
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char letter : text) {
    if (letter != ' ' && letter != '\n') {
      word += letter;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

Requirement parse_requirement(std::string_view sentence) {
  Requirement it;
  it.whole = sentence;
  it.names = words_of(sentence.substr(0, sentence.size() - 1));
  if (it.names.front() == "From") {
    it.ours = it.names.at(1) == "Isthmus";
    it.names.erase(it.names.begin(), it.names.begin() + 2);
  }
  it.exported = it.names.at(1) == "Export";
  it.names.erase(it.names.begin(), it.names.begin() + 2);
  return it;
}

// The sentences of a file that require others, in order.
std::vector<Requirement> requirements(std::string_view text) {
  std::vector<Requirement> found;
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("Require ") || rest.starts_with("From ")) {
      found.push_back(parse_requirement(rest.substr(0, rest.find('.') + 1)));
    }
    if (text.find('\n', at) == std::string_view::npos) break;
  }
  return found;
}

// The text with every sentence of `required` replaced by what it means inside a module.
std::string module_body(std::string_view text, const std::vector<Requirement>& required) {
  std::string body;
  for (const Requirement& it : required) {
    const auto at = static_cast<std::size_t>(it.whole.data() - text.data());
    body += text.substr(0, at);
    body += it.exported ? "Export" : "Import";
    for (const std::string& name : it.names) body += " " + name;
    body += ".";
    text.remove_prefix(at + it.whole.size());
  }
  return body + std::string(text);
}

class Inliner {
 public:
  void add(const std::string& root);
  [[nodiscard]] std::string text() const;

 private:
  void add_file(const TheoryFile& file);

  std::set<std::string> seen_;
  std::vector<std::string> library_;  // of Coq
  std::string modules_;
};

// Recursion as deep as the theory's chain of files.
void Inliner::add(const std::string& root) {
  if (!seen_.insert(root).second) return;
  const auto files = theory_files();
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const TheoryFile& it) { return it.name == root; });
  ensure(file != files.end(), "a file of the Coq theory is missing");
  add_file(*file);
}

void Inliner::add_file(const TheoryFile& file) {
  const std::vector<Requirement> required = requirements(file.text);
  for (const Requirement& it : required) {
    for (const std::string& name : it.names) {
      if (it.ours) {
        add(name);
      } else if (std::find(library_.begin(), library_.end(), name) == library_.end()) {
        library_.push_back(name);
      }
    }
  }
  const std::string name(file.name);
  modules_ +=
      "\nModule " + name + ".\n" + module_body(file.text, required) + "\nEnd " + name + ".\n";
}

std::string Inliner::text() const {
  std::string text = "Require";
  for (const std::string& name : library_) text += " " + name;
  return text + ".\n" + modules_;
}

}  // namespace

std::string inlined_theory(const std::vector<std::string>& roots) {
  Inliner inliner;
  for (const std::string& root : roots) inliner.add(root);
  return inliner.text();
}

}  // namespace isthmus::proof
