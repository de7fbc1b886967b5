// The program isthmus-check: reads a certificate, prints the verdict.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "check.hpp"

namespace {

constexpr const char* usage =
    "usage: isthmus-check [--explain] [--dump] [--network FILE] CERTIFICATE\n"
    "\n"
    "Checks a certificate (isthmus-certificate version 1, JSON or lines; - reads standard input).\n"
    "The first line of the output is the verdict, also given by the exit code:\n"
    "  0  proved: CLAIMS\n"
    "  1  not proved: the step or claim that fails\n"
    "  2  malformed: line and reason; also: cannot be read, for another network, wrong usage\n"
    "\n"
    "  --explain       then say each step in words\n"
    "  --dump          then print the network, balance, claims and counts of steps understood\n"
    "  --network FILE  the certificate must be about the network and balance of FILE: an\n"
    "                  isthmus-network file or another certificate\n"
    "  --help, --version\n";

struct Arguments {
  bool explain = false, dump = false;
  std::optional<std::string> certificate, network;
};

// Nothing, with a message, if the arguments make no sense.
std::optional<Arguments> parse(int count, char** words) {
  Arguments result;
  bool options = true;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (options && word == "--") {
      options = false;
    } else if (options && word == "--explain") {
      result.explain = true;
    } else if (options && word == "--dump") {
      result.dump = true;
    } else if (options && word == "--network" && i + 1 < count && !result.network) {
      result.network = words[++i];
    } else if ((options && word.size() > 1 && word[0] == '-') || result.certificate) {
      std::fprintf(stderr, "isthmus-check: unexpected \"%s\"; see --help\n", word.c_str());
      return std::nullopt;
    } else {
      result.certificate = word;
    }
  }
  if (result.certificate) return result;
  std::fputs(usage, stderr);
  return std::nullopt;
}

// The whole file; nothing, with a verdict line, if it cannot be read.
std::optional<std::string> read(const std::string& name) {
  std::FILE* file = name == "-" ? stdin : std::fopen(name.c_str(), "rb");
  std::string text;
  bool good = file != nullptr;
  while (good && !std::feof(file)) {
    const std::size_t size = text.size(), block = 1 << 16;
    text.resize(size + block);
    text.resize(size + std::fread(text.data() + size, 1, block, file));
    good = !std::ferror(file);
  }
  if (!good) std::printf("malformed: cannot read the file: %s\n", std::strerror(errno));
  if (file != nullptr && file != stdin) std::fclose(file);
  return good ? std::optional(std::move(text)) : std::nullopt;
}

int run(const Arguments& arguments) {
  isthmus_check::Options options;
  options.explain = arguments.explain;
  options.dump = arguments.dump;
  std::optional<std::string> network;
  if (arguments.network) {
    network = read(*arguments.network);
    if (!network) return 2;
    options.bind = true;
    options.network = *network;
  }
  const std::optional<std::string> text = read(*arguments.certificate);
  if (!text) return 2;
  const isthmus_check::Outcome outcome = isthmus_check::check(*text, options);
  std::printf("%s\n", outcome.line.c_str());
  std::fwrite(outcome.text.data(), 1, outcome.text.size(), stdout);
  return static_cast<int>(outcome.verdict);
}

}  // namespace

int main(int count, char** words) {
  const std::string first = count == 2 ? words[1] : "";
  if (first == "--help" || first == "--version") {
    std::fputs(first == "--help" ? usage : "isthmus-check for isthmus-certificate version 1\n",
               stdout);
    return 0;
  }
  try {
    const auto arguments = parse(count, words);
    const int code = arguments ? run(*arguments) : 2;
    // An answer that cannot be written is no proof.
    return std::fflush(stdout) == 0 && !std::ferror(stdout) ? code : 2;
  } catch (const std::exception&) {
    std::puts("malformed: no memory");
    return 2;
  }
}
