#include "mutation/mutants.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace isthmus::test {
namespace {

using Words = std::vector<std::string>;
using Lines = std::vector<Words>;

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

// The lines without the end line.
Lines parse(std::string_view text) {
  Lines lines;
  for (const std::string& line : split(text, '\n')) {
    if (!line.empty() && !line.starts_with("end ")) lines.push_back(split(line, ' '));
  }
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const Words& words : lines) {
    for (std::size_t i = 0; i < words.size(); ++i) text += (i == 0 ? "" : " ") + words[i];
    text += '\n';
  }
  return text;
}

std::string complete(const Lines& lines) {
  return joined(lines) + "end " + std::to_string(lines.size()) + "\n";
}

bool is_number(const std::string& word) {
  return !word.empty() && word.find_first_not_of("-/0123456789") == std::string::npos;
}

bool is_natural(const std::string& word) {
  return !word.empty() && word.size() < 18 &&
         word.find_first_not_of("0123456789") == std::string::npos;
}

// Other words that could stand in the place of `word`, with the name of the sort.
std::vector<std::pair<const char*, std::string>> replacements(const std::string& word) {
  if (word == "in") return {{"other kind", "out"}};
  if (word == "out") return {{"other kind", "in"}};
  if (!is_number(word)) return {};
  std::vector<std::pair<const char*, std::string>> found;
  if (is_natural(word)) {
    const unsigned long long n = std::stoull(word);
    found.emplace_back("one more", std::to_string(n + 1));
    if (n > 0) found.emplace_back("one less", std::to_string(n - 1));
    found.emplace_back("out of range", "4000000000");
  } else {
    found.emplace_back("other numerator", word.front() == '-' ? "-9" + word.substr(1) : "9" + word);
  }
  if (word != "0") {
    found.emplace_back("negate", word.front() == '-' ? word.substr(1) : "-" + word);
    found.emplace_back("zero", "0");
  }
  found.emplace_back("fraction", word.find('/') == std::string::npos ? word + "/7" : word + "7");
  found.emplace_back("leading zero", "0" + word);
  found.emplace_back("zero denominator", word + "/0");
  return found;
}

class Mutator {
 public:
  explicit Mutator(std::string_view text) : lines_(parse(text)) { seen_.insert(complete(lines_)); }

  std::vector<Mutant> run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      mutate_words(i);
      mutate_line(i);
    }
    return std::move(found_);
  }

 private:
  void mutate_words(std::size_t i) {
    for (std::size_t j = 0; j < lines_[i].size(); ++j) {
      const std::string word = lines_[i][j];
      for (const auto& [sort, other] : replacements(word)) {
        Lines changed = lines_;
        changed[i][j] = other;
        keep(sort, i, complete(changed));
      }
      Lines dropped = lines_;
      dropped[i].erase(dropped[i].begin() + static_cast<std::ptrdiff_t>(j));
      keep("drop word", i, complete(dropped));
      Lines doubled = lines_;
      doubled[i].insert(doubled[i].begin() + static_cast<std::ptrdiff_t>(j), word);
      keep("repeat word", i, complete(doubled));
      if (j + 1 < lines_[i].size()) {
        Lines swapped = lines_;
        std::swap(swapped[i][j], swapped[i][j + 1]);
        keep("swap words", i, complete(swapped));
      }
    }
  }

  void mutate_line(std::size_t i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    Lines dropped = lines_;
    dropped.erase(dropped.begin() + at);
    keep("drop line", i, complete(dropped));
    Lines doubled = lines_;
    doubled.insert(doubled.begin() + at, lines_[i]);
    keep("repeat line", i, complete(doubled));
    if (i + 1 < lines_.size()) {
      Lines swapped = lines_;
      std::swap(swapped[i], swapped[i + 1]);
      keep("swap lines", i, complete(swapped));
    }
    keep("truncate", i, joined(Lines(lines_.begin(), lines_.begin() + at)));
  }

  void keep(const char* sort, std::size_t line, std::string text) {
    if (!seen_.insert(text).second) return;
    const Words& words = lines_[line];
    found_.push_back({sort, words.empty() ? "" : words.front(), std::move(text)});
  }

  Lines lines_;
  std::set<std::string> seen_;
  std::vector<Mutant> found_;
};

}  // namespace

std::vector<Mutant> mutants(std::string_view text) { return Mutator(text).run(); }

}  // namespace isthmus::test
