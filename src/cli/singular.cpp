#include "cli/singular.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "isthmus/error.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus::cli {
namespace {

namespace fs = std::filesystem;

// A folder of its own, removed at the end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "isthmus-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
      throw input_error("no temporary folder can be made", "set TMPDIR to a folder");
    }
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

std::string name(char letter, std::size_t first, std::size_t second) {
  return letter + std::string("(") + std::to_string(first) + ")(" + std::to_string(second) + ")";
}

std::string variables(const PatternState& state) {
  std::string text;
  const auto add = [&](const std::string& variable) {
    text += (text.empty() ? "" : ",") + variable;
  };
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    state.neurons[k].rows.for_each([&](std::size_t i) { add(name('y', i, k)); });
    state.neurons[k].columns.for_each([&](std::size_t j) { add(name('x', k, j)); });
  }
  return text;
}

// Σ_k y_ik x_kj - a_ij.
std::string equation(const PatternState& state, std::size_t i, std::size_t j, const Rational& a) {
  std::string text = "-(" + to_text(a) + ")";
  for (std::size_t k = 0; k < state.neurons.size(); ++k) {
    const Rectangle& neuron = state.neurons[k];
    if (!neuron.rows.contains(i) || !neuron.columns.contains(j)) continue;
    text += "+" + name('y', i, k) + "*" + name('x', k, j);
  }
  return text;
}

std::string question(const PatternState& state, const RationalMatrix& limit) {
  std::string text = "ring R=0,(" + variables(state) + "),dp;\nideal I=0";
  state.rows.for_each([&](std::size_t i) {
    (state.columns - state.free[i]).for_each([&](std::size_t j) {
      text += ",\n" + equation(state, i, j, limit(i, j));
    });
  });
  return text + ";\nideal G=std(I);\nprint(\"unit=\"+string(reduce(poly(1),G)==0));\nquit;\n";
}

int run(const std::string& command) { return std::system(command.c_str()); }

bool has_unit_ideal(const PatternState& state, const RationalMatrix& limit) {
  const Folder folder;
  std::ofstream(folder.file("question")) << question(state, limit);
  (void)run("timeout -k 1 60 Singular -q <" + folder.file("question") + " >" +
            folder.file("answer") + " 2>/dev/null");
  std::ostringstream answer;
  answer << std::ifstream(folder.file("answer")).rdbuf();
  return answer.str().find("unit=1") != std::string::npos;
}

}  // namespace

IdealTest singular_test() {
  if (run("command -v Singular >/dev/null 2>&1") != 0) {
    throw usage_error("--groebner needs Singular, which is not installed",
                      "install it (Debian: singular), or drop --groebner");
  }
  return has_unit_ideal;
}

}  // namespace isthmus::cli
