#include "proof/line_words.hpp"

#include "isthmus/error.hpp"

namespace isthmus {

bool LineWords::next_line() {
  bool is_comment = true;
  while (is_comment && !text_.empty()) {
    const std::size_t end = text_.find('\n');
    is_comment = lines_ > 0 && text_.front() == '#';
    ++(is_comment ? comments_ : lines_);
    if (end == std::string_view::npos) {
      throw input_error("the last line is not ended", "check that the file is complete");
    }
    line_ = text_.substr(0, end);
    text_.remove_prefix(end + 1);
  }
  return !is_comment;
}

bool LineWords::at_number() const {
  return !line_.empty() && '0' <= line_.front() && line_.front() <= '9';
}

std::string_view LineWords::next() {
  check_not_at_end();
  const std::size_t end = line_.find(' ');
  const std::string_view word = line_.substr(0, end);
  const bool is_last = end == std::string_view::npos;
  if (word.empty() || (!is_last && end + 1 == line_.size())) {
    throw input_error("a space too many", "separate words by single spaces");
  }
  line_.remove_prefix(is_last ? line_.size() : end + 1);
  return word;
}

std::string_view LineWords::rest() {
  check_not_at_end();
  const std::string_view rest = line_;
  line_ = {};
  return rest;
}

void LineWords::check_not_at_end() const {
  if (line_.empty()) throw input_error("the line is too short", "add what is missing at its end");
}

void LineWords::finish() const {
  if (line_.empty()) return;
  throw input_error("unexpected " + quoted(std::string(line_)), "correct or remove it");
}

std::string LineWords::place() const { return "line " + std::to_string(lines_ + comments_); }

}  // namespace isthmus
