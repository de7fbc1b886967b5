// Both forms of a certificate, read by one grammar.
//
// A step is a row of letters (certificate.hpp); each letter is a field, read by field() from lists,
// numbers and words. The two forms differ in how these are written and in how a step is framed:
// an object with keys, or a line with a keyword. All conventions of the page are checked in
// between, once. Nothing is allocated for announced counts, only for what was read, and the depth
// of nesting is that of the grammar, so that no input can exhaust the stack.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <set>

#include "certificate.hpp"

namespace isthmus_check {
namespace {

constexpr std::uint64_t max_id = 4'294'967'293, max_count = 1'000'000'000'000'000'000;
constexpr std::size_t npos = std::string_view::npos, max_digits = 1'000'000;

// The beginning of a piece of the file, for messages.
std::string quoted(std::string_view text) {
  std::string out(text.substr(0, 40));
  for (char& c : out) c = c >= ' ' && c <= '~' ? c : '?';
  return '"' + out + (text.size() > 40 ? "...\"" : "\"");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), json_(text.starts_with('{')) {}
  Certificate read() {
    json_ ? document() : lines();
    require(at_ == text_.size(), "the file goes on after the certificate");
    return std::move(c_);
  }

 private:
  // ---- characters, words, lists -----------------------------------------------------------------

  void require(bool condition, std::string_view why) const {
    if (condition) return;
    const auto line = 1 + std::count(text_.begin(), text_.begin() + at_, '\n');
    const std::string item = place_.ends_with('[') ? std::to_string(item_) + "]: "
                             : json_               ? ": "
                                                   : "";
    throw Failure{Verdict::malformed,
                  "line " + std::to_string(line) + ": " + place_ + item + std::string(why)};
  }
  [[noreturn]] void fail(const std::string& why) const { require(false, why), std::abort(); }
  [[nodiscard]] bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }
  void skip_space() {
    while (json_ && (next_is(' ') || next_is('\n') || next_is('\t') || next_is('\r'))) ++at_;
  }
  bool accept(char c) {
    skip_space();
    const bool found = next_is(c);
    at_ += found;
    return found;
  }
  void expect(char c) {
    if (!accept(c)) fail(std::string("expected ") + c + ", found " + quoted(text_.substr(at_, 1)));
  }
  void json_expect(char c) {
    if (json_) expect(c);
  }
  std::string_view until(std::string_view ends) {
    const std::size_t from = at_;
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return text_.substr(from, at_ - from);
  }
  // A number, true or false in JSON; any word of a line.
  std::string_view word() {
    skip_space();
    if (json_) return until(" \n\t\r,:[]{}\"");
    require(accept(' ') && !next_is(' ') && !next_is('\n'),
            "a word is missing, or a space too many");
    return until(" \n");
  }
  // A word that is a string in JSON.
  std::string_view text_word() {
    if (!json_) return word();
    expect('"');
    const std::string_view result = until("\"\\\n");
    expect('"');
    return result;
  }
  // Takes the next word of a line if it is this one.
  bool accept_word(std::string_view word) {
    const std::size_t from = at_;
    const bool found = accept(' ') && until(" \n") == word;
    if (!found) at_ = from;
    return found;
  }
  [[nodiscard]] bool number_follows() const {
    const char next = next_is(' ') && at_ + 1 < text_.size() ? text_[at_ + 1] : ' ';
    return next == '-' || std::isdigit(static_cast<unsigned char>(next)) != 0;
  }
  template <class Item>
  void list(Item&& item) {
    json_expect('[');
    for (bool first = true; json_ ? !accept(']') : number_follows(); first = false) {
      if (!first) json_expect(',');
      item();
    }
  }
  // A JSON string as it is written, checked; characters that would not show are replaced.
  std::string string() {
    std::string result;
    expect('"');
    while (!next_is('"')) {
      const std::size_t size = next_is('\\') ? escape(text_.substr(at_, 6)) : character();
      result += text_.substr(at_, size);
      at_ += size;
    }
    ++at_;
    return result;
  }
  // The length of an escape, of a character.
  [[nodiscard]] std::size_t escape(std::string_view text) const {
    const bool letter = text.size() > 1 && std::string_view("\"\\/bfnrt").find(text[1]) != npos;
    const bool number = text.size() == 6 && text[1] == 'u' &&
                        text.find_first_not_of("0123456789abcdefABCDEF", 2) == npos;
    require(letter || number, "an unknown escape in a string");
    return letter ? 2 : 6;
  }
  [[nodiscard]] std::size_t character() const {
    constexpr unsigned least[] = {0, 0x20, 0x80, 0x800, 0x10000};
    const std::string_view text = text_.substr(at_, 4);
    unsigned code = text.empty() ? 0 : static_cast<unsigned char>(text[0]);
    const std::size_t size = code < 0x80 ? 1 : code < 0xe0 ? 2 : code < 0xf0 ? 3 : 4;
    bool good = size <= text.size() && (size == 1 || (code >= 0xc0 && code < 0xf8));
    if (size > 1) code &= 0x7fU >> size;
    for (std::size_t i = 1; good && i < size; ++i) {
      good = (text[i] & 0xc0) == 0x80;
      code = code << 6 | (text[i] & 0x3fU);
    }
    good = good && code >= least[size] && code < 0x110000 && (code < 0xd800 || code > 0xdfff);
    require(good, "a string ends early, is not UTF-8 or has a control character");
    return size;
  }

  // ---- conventions ------------------------------------------------------------------------------

  std::uint64_t count(std::uint64_t limit) {
    const std::string_view text = word();
    std::uint64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    const bool canonical = text.size() == 1 || !text.starts_with('0');
    if (error != std::errc{} || stop != end || !canonical || value > limit) {
      fail(quoted(text) + " is not a whole number from 0 to " + std::to_string(limit));
    }
    return value;
  }
  Id id(std::size_t size) {
    require(size > 0, "the network has no such node or edge");
    return static_cast<Id>(count(size - 1));
  }
  // Canonical is what GMP prints.
  Rational rational() {
    const std::string_view text = text_word();
    const std::size_t digits = text.size() - text.starts_with('-') - (text.find('/') != npos);
    Rational value;
    const bool good = digits <= max_digits && value.set_str(std::string(text), 10) == 0 &&
                      sgn(value.get_den()) != 0;
    if (good) value.canonicalize();
    if (!good || value.get_str() != text) {
      fail(quoted(text) + " is not a rational in lowest terms of at most 10^6 digits");
    }
    return value;
  }
  Ids ids(std::size_t size, bool increasing = true) {
    Ids result;
    list([&] {
      const Id next = id(size);
      require(!increasing || result.empty() || result.back() < next, "the numbers do not increase");
      result.push_back(next);
    });
    return result;
  }
  Ids set() {
    Ids result = ids(c_.hidden);
    require(!result.empty(), "the set is empty");
    return result;
  }
  Vector vector() {
    Vector result;
    list([&] {
      json_expect('[');
      const Id edge = id(c_.network.size());
      require(result.empty() || result.back().edge < edge, "the edges do not increase");
      json_expect(',');
      result.push_back({edge, rational()});
      require(sgn(result.back().value) != 0, "an entry is zero");
      json_expect(']');
    });
    return result;
  }
  bool one_of(std::string_view word, std::string_view no, std::string_view yes) {
    if (word != no && word != yes)
      fail("expected " + quoted(no) + " or " + quoted(yes) + ", found " + quoted(word));
    return word == yes;
  }

  // ---- network, balance, claims -----------------------------------------------------------------

  void network_edge() {
    Edge edge;
    json_expect('[');
    edge.tail = static_cast<Id>(count(c_.hidden));
    json_expect(',');
    edge.head = static_cast<Id>(count(c_.hidden));
    if (json_ ? accept(',') : number_follows()) edge.multiplicity = count(max_count);
    json_expect(']');
    require(edge.multiplicity > 0, "the multiplicity is 0");
    require(c_.network.size() < max_id, "there are too many edges");
    c_.network.push_back(edge);
  }
  void balance() {
    list([&] { c_.balance.push_back(rational()); });
    require(c_.balance.size() == c_.hidden, "there is not one balance for each hidden node");
  }
  void claim() {
    if (json_) key("kind", '{');
    std::string kind(text_word());
    for (char& c : kind) c = json_ ? c : c == '-' ? '_' : c == '_' ? '-' : c;
    for (const Claim& other : c_.claims) require(other.kind != kind, "a claim is made twice");
    const auto* form = std::find_if(std::begin(claim_forms), std::end(claim_forms),
                                    [&](const auto& f) { return f[0] == kind; });
    if (form == std::end(claim_forms)) fail("unknown claim " + quoted(kind));
    Claim& claim = c_.claims.emplace_back();
    claim.kind = (*form)[0];
    for (char letter : (*form)[1]) {
      if (json_) key(name(letter));
      if (letter == 'q') claim.squared = rational();
      if (letter == 'l' || letter == 'm') claim.number = count(max_count);
      if (letter == 'c')
        claim.complete = json_ ? one_of(word(), "false", "true") : accept_word("complete");
    }
    json_expect('}');
  }

  // ---- steps ------------------------------------------------------------------------------------

  static std::string_view name(char letter) {
    constexpr std::string_view letters = "kenbsputdfwzlmcq";
    static constexpr std::string_view names[] = {
        "kind",       "edge", "node",    "bound", "set",  "part",  "uses",     "",
        "difference", "flow", "detours", "zeros", "log2", "count", "complete", "squared"};
    return names[letters.find(letter)];
  }
  void field(char letter, Step& step) {
    const std::size_t nodes = c_.hidden, edges = c_.network.size();
    switch (letter) {
      case 'k':
        step.kind = one_of(text_word(), "in", "out") ? Kind::out : Kind::in;
        break;
      case 'e':
        step.number = id(edges);
        break;
      case 'n':
        step.number = id(nodes);
        break;
      case 'i':
        step.number = static_cast<Id>(count(max_id));
        break;
      case 'b':
        step.bound = rational();
        break;
      case 's':
      case 'p':
        step.nodes = set();
        break;
      case 'u':
        step.edges = ids(edges);
        break;
      case 't':
        return list([&] { tree_entry(step); });
      case 'w':
        return parts("detour", step);
      case 'z':
        return parts("zero", step);
      default:
        step.vector = vector();
    }
  }
  void tree_entry(Step& step) {
    json_expect('[');
    step.nodes.push_back(id(c_.hidden));
    json_expect(',');
    step.edges.push_back(id(c_.network.size()));
    json_expect(']');
  }
  void detour(Step& step) {
    json_expect('[');
    step.number = id(c_.network.size());
    json_expect(',');
    step.edges = ids(c_.network.size(), false);
    json_expect(']');
  }
  void parts(std::string_view word, Step& step) {
    const auto part = [&] {
      Step& next = step.parts.emplace_back();
      word == "zero" ? fields(zero_entry, next) : detour(next);
    };
    if (json_) return list(part);
    while (accept_word(word)) part();
  }
  void fields(int form, Step& step) {
    const std::string_view letters = json_ ? forms[form].json : forms[form].line;
    const bool object = json_ && letters.size() > 1;
    bool first = true;
    step.form = form;
    for (char letter : letters) {
      const char small = static_cast<char>(std::tolower(letter));
      if (object) key(name(small), first ? '{' : ',');
      first = false;
      if (letter == 'U' && !accept_word(name(small))) continue;
      require(letter == small || letter == 'U' || accept_word(name(small)),
              "the word set or difference is missing");
      field(small, step);
      require(letter != 'U' || !step.edges.empty(), "no edge follows the word uses");
    }
    if (object) expect('}');
  }

  // ---- JSON -------------------------------------------------------------------------------------

  void key(std::string_view name, char before = ',') {
    expect(before);
    one_of(text_word(), name, name);
    expect(':');
  }
  // A list whose items are numbered in messages.
  template <class Item>
  void items(std::string_view name, Item&& item) {
    place_ = "$." + std::string(name) + "[";
    item_ = 0;
    list([&] { item(), ++item_; });
    place_ = "$." + std::string(name);
  }
  void document() {
    place_ = "$";
    key("format", '{');
    one_of(text_word(), "isthmus-certificate", "isthmus-certificate");
    key("version");
    one_of(word(), "1", "1");
    key("network");
    key("hidden", '{');
    c_.hidden = static_cast<Id>(count(max_id));
    key("edges");
    items("network.edges", [&] { network_edge(); });
    expect('}');
    key("balance");
    balance();
    key("claims");
    items("claims", [&] { claim(); });
    require(!c_.claims.empty(), "there is no claim");
    for (std::set<std::string_view> seen; !accept('}');) {
      expect(',');
      const std::string_view name = text_word();
      place_ = "$." + std::string(name.substr(0, 40));
      if (!seen.insert(name).second) fail("the key is given twice");
      expect(':');
      section(name);
    }
    place_ = "$";
    skip_space();
  }
  void section(std::string_view name) {
    if (name == "names") {
      key("nodes", '{');
      items("names.nodes", [&] { c_.node_names.push_back(string()); });
      key("edges");
      items("names.edges", [&] { c_.edge_names.push_back(string()); });
      names_complete();
    } else if (name == "bypass") {
      key("from_ground", '{');
      steps(from_ground);
      key("to_ground");
      steps(to_ground);
    } else if (name == "distance") {
      key("set", '{');
      steps(distance);
      key("reach");
      steps(reach);
    } else {
      const auto* form =
          std::find_if(forms, forms + no_section, [&](const Form& f) { return f.key == name; });
      const auto number = static_cast<Section>(form - forms);
      require(
          number != no_section && number != reach && number != from_ground && number != to_ground,
          "unknown key");
      return steps(number);
    }
    expect('}');
  }
  void steps(Section section) {
    std::vector<Step>& out = c_.steps[section];
    if (!forms[section].many) return fields(section, out.emplace_back());
    items(forms[section].key, [&] {
      section == search ? entry(out.emplace_back()) : fields(section, out.emplace_back());
    });
  }
  void entry(Step& step) {
    expect('{');
    const std::string_view name = text_word();
    const auto* form = std::find_if(forms + branch_entry, forms + zero_entry,
                                    [&](const Form& f) { return f.key == name; });
    require(form != forms + zero_entry, "unknown entry of the search");
    expect(':');
    if (form->json.empty()) one_of(word(), "true", "true");
    fields(static_cast<int>(form - forms), step);
    expect('}');
  }
  void names_complete() {
    require(c_.node_names.size() == c_.hidden && c_.edge_names.size() == c_.network.size(),
            "there is not one name for each");
  }

  // ---- lines ------------------------------------------------------------------------------------

  // Begins the next line that is no comment.
  std::string_view next_line() {
    while (lines_ > 0 && next_is('#')) until("\n"), end_line();
    require(at_ < text_.size(), "the file ends early");
    ++lines_;
    return keyword_ = until(" \n");
  }
  void end_line() {
    require(at_ < text_.size(), "the file ends in the middle of a line");
    if (!accept('\n')) fail("unexpected " + quoted(until("\n")));
  }
  void lines() {
    one_of(next_line(), "isthmus-certificate", "isthmus-certificate");
    one_of(word(), "1", "1");
    end_line();
    one_of(next_line(), "network", "network");
    c_.hidden = static_cast<Id>(count(max_id));
    const std::uint64_t edges = count(max_id);
    end_line();
    for (std::uint64_t i = 0; i < edges; ++i)
      one_of(next_line(), "edge", "edge"), network_edge(), end_line();
    while (next_line() == "name") name_line();
    if (c_.node_names.size() + c_.edge_names.size() > 0) names_complete();
    one_of(keyword_, "balance", "balance");
    balance();
    end_line();
    while (next_line() == "claim") claim(), end_line();
    require(!c_.claims.empty(), "there is no claim");
    for (std::size_t last = 0; keyword_ != "end"; next_line()) last = step_line(last), end_line();
    require(count(max_count) == lines_ - 1, "the number of lines before it is another");
    end_line();
  }
  void name_line() {
    const bool edge = one_of(word(), "node", "edge");
    std::vector<std::string>& names = edge ? c_.edge_names : c_.node_names;
    require(count(max_id) == names.size() && (edge || c_.edge_names.empty()),
            "names are out of order");
    expect(' ');
    names.push_back(string());
    end_line();
  }
  // Returns the section of the line; `last` is that of the line before.
  std::size_t step_line(std::size_t last) {
    const auto* form = std::find_if(forms, forms + zero_entry,
                                    [&](const Form& f) { return f.keyword == keyword_; });
    if (form == forms + zero_entry) fail("unknown line " + quoted(keyword_));
    const std::size_t number = std::min<std::size_t>(form - forms, no_section) == no_section
                                   ? std::size_t{search}
                                   : form - forms;
    std::vector<Step>& steps = c_.steps[number];
    if (number < last || !(form->many || steps.empty()))
      fail(quoted(keyword_) + " is out of order or given twice");
    require(number != reach || c_.has(distance), "there is no line distance before it");
    fields(static_cast<int>(form - forms), steps.emplace_back());
    return number;
  }

  std::string_view text_;
  bool json_;
  std::size_t at_ = 0;
  Certificate c_;
  std::string place_;  // in JSON: the path, without the number of the item if it ends in [
  std::size_t item_ = 0;
  std::string_view keyword_;
  std::uint64_t lines_ = 0;  // begun so far, comments not counted
};

}  // namespace

Certificate read_certificate(std::string_view text) { return Reader(text).read(); }

}  // namespace isthmus_check
