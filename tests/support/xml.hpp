// A small reader for well-formed XML, to check what is exported.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus::test {

/// What is not well-formed about `text`, or an empty string. Knows elements, attributes, the five
/// entities, decimal references, one document type; no comments, no processing instructions.
class XmlCheck {
 public:
  explicit XmlCheck(std::string_view text) : text_(text) {}

  std::string fault() {
    if (rest().starts_with("<!DOCTYPE html>\n")) at_ = 16;
    while (at_ < text_.size() && fault_.empty()) {
      if (text_[at_] == '<') {
        tag();
      } else {
        character(open_.empty());
      }
    }
    if (fault_.empty() && !open_.empty()) fail("not closed: " + open_.back());
    if (fault_.empty() && roots_ != 1) fail("not one root element");
    return fault_;
  }

  /// How often an element of this name was opened.
  [[nodiscard]] std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(std::count(seen_.begin(), seen_.end(), name));
  }
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }

 private:
  std::string_view rest() const { return text_.substr(at_); }

  void fail(const std::string& what) {
    if (fault_.empty()) fault_ = what + " at byte " + std::to_string(at_);
  }

  static bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':' || c == '_';
  }

  std::string name() {
    std::string result;
    while (at_ < text_.size() && is_name(text_[at_])) result += text_[at_++];
    if (result.empty()) fail("a name is missing");
    return result;
  }

  void spaces() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }

  // One character of text or of a value; outside the root only white space.
  void character(bool outside) {
    const char c = text_[at_];
    const auto byte = static_cast<unsigned char>(c);
    if (outside && c != ' ' && c != '\n') return fail("text outside the root");
    if (byte < 0x20 && c != '\n' && c != '\t') return fail("control character");
    if (c != '&') {
      ++at_;
      return;
    }
    for (const char* entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) {
      if (rest().starts_with(entity)) {
        at_ += std::string_view(entity).size();
        return;
      }
    }
    fail("unknown entity");
  }

  void attribute() {
    const std::string key = name();
    if (!rest().starts_with("=\"")) return fail("an attribute without a value");
    at_ += 2;
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != '"' && fault_.empty()) {
      if (text_[at_] == '<') return fail("< in a value");
      character(false);
    }
    if (at_ >= text_.size()) return fail("a value without an end");
    if (key == "id") ids_.emplace_back(text_.substr(start, at_ - start));
    if (std::find(keys_.begin(), keys_.end(), key) != keys_.end()) fail("an attribute twice");
    keys_.push_back(key);
    ++at_;
  }

  void tag() {
    ++at_;
    if (rest().starts_with("/")) {
      ++at_;
      const std::string closed = name();
      if (open_.empty() || open_.back() != closed) return fail("closes " + closed);
      open_.pop_back();
      return expect(">");
    }
    const std::string opened = name();
    seen_.push_back(opened);
    if (open_.empty()) ++roots_;
    keys_.clear();
    for (spaces(); at_ < text_.size() && is_name(text_[at_]) && fault_.empty(); spaces())
      attribute();
    if (rest().starts_with("/>")) {
      at_ += 2;
      return;
    }
    open_.push_back(opened);
    expect(">");
  }

  void expect(std::string_view what) {
    if (!rest().starts_with(what)) return fail("expected " + std::string(what));
    at_ += what.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string fault_;
  std::vector<std::string> open_, seen_, ids_, keys_;
  std::size_t roots_ = 0;
};

}  // namespace isthmus::test
