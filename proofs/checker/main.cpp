// The program isthmus-check: reads a certificate, prints the verdict.
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>

#include "check.hpp"

namespace {

constexpr const char* usage = R"(usage: isthmus-check [--explain] [--dump] CERTIFICATE

Checks a certificate (isthmus-certificate version 1, JSON or lines; - is standard input). The first
line of the output is the verdict, which the exit code repeats:
  0  proved: CLAIMS
  1  not proved: the step or claim that fails, and why
  2  malformed: the place and the reason (also if there is no such file, or the usage is wrong)

  --explain  then say each step in words
  --dump     then list the network, balance, claims and numbers of steps that were understood
  --help, --version
)";

// The whole file; false if it cannot be read.
bool read(const char* name, std::string& text) {
  std::FILE* file = std::string_view(name) == "-" ? stdin : std::fopen(name, "rb");
  if (file == nullptr) return false;
  char block[1 << 16];
  while (const std::size_t size = std::fread(block, 1, sizeof block, file))
    text.append(block, size);
  const bool good = std::ferror(file) == 0;
  if (file != stdin) std::fclose(file);
  return good;
}

int run(int count, char** words) {
  isthmus_check::Options options;
  const char* name = nullptr;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--help") return std::fputs(usage, stdout), 0;
    if (word == "--version") return std::puts("isthmus-check for isthmus-certificate 1"), 0;
    const bool option = word.size() > 1 && word[0] == '-';
    options.explain = options.explain || word == "--explain";
    options.dump = options.dump || word == "--dump";
    if (option ? word != "--explain" && word != "--dump" : name != nullptr)
      return std::fputs(usage, stderr), 2;
    if (!option) name = words[i];
  }
  if (name == nullptr) return std::fputs(usage, stderr), 2;
  std::string text;
  if (!read(name, text)) return std::puts("malformed: the file cannot be read"), 2;
  const isthmus_check::Outcome outcome = isthmus_check::check(text, options);
  std::puts(outcome.line.c_str());
  std::fwrite(outcome.text.data(), 1, outcome.text.size(), stdout);
  return static_cast<int>(outcome.verdict);
}

}  // namespace

int main(int count, char** words) try {
  const int code = run(count, words);
  // A verdict that cannot be written is none.
  return std::fflush(stdout) == 0 && std::ferror(stdout) == 0 ? code : 2;
} catch (const std::exception&) {
  return std::puts("malformed: no memory"), 2;
}
