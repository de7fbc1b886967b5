// The program isthmus-check: reads a certificate, prints the verdict.
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "check.hpp"

namespace {

constexpr const char* usage = R"(usage: isthmus-check [--explain] [--dump] CERTIFICATE

Checks a certificate (isthmus-certificate version 1, JSON or lines; - is standard input). The first
line of the output is the verdict, which the exit code repeats: 0 proved, 1 not proved, 2 malformed
(also if there is no such file, or the usage is wrong).

  --explain  then say each step in words
  --dump     then list the network, balance and numbers of claims and steps that were understood,
             or the sizes of the layers of a pattern
  --help, --version
)";

// The verdict on a file.
isthmus_check::Outcome outcome_of(const std::string& name, const isthmus_check::Options& options) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  text << (name == "-" ? std::cin : file).rdbuf();
  if (text) return isthmus_check::check(std::move(text).str(), options);
  return {isthmus_check::Verdict::malformed, "malformed: the file is empty or cannot be read", ""};
}

int run(const std::vector<std::string>& words) {
  isthmus_check::Options options;
  std::vector<std::string> files;
  bool known = true;
  for (const std::string& word : words) {
    if (word == "--help") return std::cout << usage, 0;
    if (word == "--version") return std::cout << "isthmus-check for isthmus-certificate 1\n", 0;
    const bool explain = word == "--explain", dump = word == "--dump";
    options.explain = options.explain || explain;
    options.dump = options.dump || dump;
    if (!explain && !dump) files.push_back(word);
    known = known && (explain || dump || word == "-" || !word.starts_with('-'));
  }
  if (!known || files.size() != 1) return std::cerr << usage, 2;
  const isthmus_check::Outcome outcome = outcome_of(files[0], options);
  std::cout << outcome.line << '\n' << outcome.text;
  return static_cast<int>(outcome.verdict);
}

}  // namespace

int main(int count, char** words) try {
  std::ios::sync_with_stdio(false);
  const int code = run({words + 1, words + count});
  // A verdict that cannot be written is none.
  return std::cout.flush() ? code : 2;
} catch (const std::exception&) {
  std::cout << "malformed: no memory\n";
  return 2;
}
