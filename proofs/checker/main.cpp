// The program isthmus-check: reads a certificate, prints the verdict.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include "check.hpp"

namespace {

constexpr const char* usage = R"(usage: isthmus-check [--explain] [--dump] CERTIFICATE
Checks a certificate (isthmus-certificate 1, JSON or lines; - is standard input). The first line of
the output is the verdict, and the exit code: 0 proved, 1 not proved, 2 malformed or wrong usage.
  --explain  then print the steps that hold, with names
  --dump     then print the certificate that was understood, as lines with names
  --help, --version
)";

// Whether the words contain the option, which is then taken out of them.
bool take(std::vector<std::string>& words, const char* option) {
  return std::erase(words, option) > 0;
}

}  // namespace

int main(int count, char** arguments) try {
  std::vector<std::string> words(arguments + 1, arguments + count);
  if (take(words, "--help")) return std::cout << usage << std::flush ? 0 : 2;
  if (take(words, "--version"))
    return std::cout << "isthmus-check for isthmus-certificate 1\n" << std::flush ? 0 : 2;
  const isthmus_check::Options options = {take(words, "--explain"), take(words, "--dump")};
  if (words.size() != 1 || (words[0] != "-" && words[0].starts_with('-')))
    return std::cerr << usage, 2;
  std::ifstream file(words[0], std::ios::binary);
  std::ostringstream text;
  text << (words[0] == "-" ? std::cin : file).rdbuf();
  const isthmus_check::Outcome outcome = isthmus_check::check(std::move(text).str(), options);
  std::cout << outcome.line << '\n' << outcome.text << std::flush;
  // A verdict that cannot be written is none.
  return std::cout ? static_cast<int>(outcome.verdict) : 2;
} catch (const std::exception&) {
  return std::cout << "malformed: no memory\n", 2;
}
