// The program isthmus-check: reads a certificate, prints the verdict.
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "check.hpp"

namespace {

constexpr const char* usage = R"(usage: isthmus-check [--explain] [--dump] CERTIFICATE

Checks a certificate (isthmus-certificate version 1, JSON or lines; - is standard input). The first
line of the output is the verdict, which the exit code repeats: 0 proved, 1 not proved, 2 malformed
(also if there is no such file, or the usage is wrong).

  --explain  then say each step in words
  --dump     then list the network, balance, claims and numbers of steps that were understood
  --help, --version
)";

int check_file(const std::string& name, const isthmus_check::Options& options) {
  std::ifstream file(name, std::ios::binary);
  std::ostringstream text;
  text << (name == "-" ? std::cin : file).rdbuf();
  isthmus_check::Outcome outcome;
  outcome.line = "malformed: the file is empty or cannot be read";
  if (text) outcome = isthmus_check::check(std::move(text).str(), options);
  std::cout << outcome.line << '\n' << outcome.text;
  return static_cast<int>(outcome.verdict);
}

int run(int count, char** words) {
  isthmus_check::Options options;
  std::string name;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--help") return std::cout << usage, 0;
    if (word == "--version") return std::cout << "isthmus-check for isthmus-certificate 1\n", 0;
    const bool option = word.size() > 1 && word[0] == '-';
    const bool known = option ? word == "--explain" || word == "--dump" : name.empty();
    if (!known) return std::cerr << usage, 2;
    options.explain = options.explain || word == "--explain";
    options.dump = options.dump || word == "--dump";
    if (!option) name = word;
  }
  return name.empty() ? (std::cerr << usage, 2) : check_file(name, options);
}

}  // namespace

int main(int count, char** words) try {
  std::ios::sync_with_stdio(false);
  const int code = run(count, words);
  // A verdict that cannot be written is none.
  return std::cout.flush() ? code : 2;
} catch (const std::exception&) {
  std::cout << "malformed: no memory\n";
  return 2;
}
