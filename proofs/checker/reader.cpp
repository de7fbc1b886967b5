// Both forms of a certificate, read by one grammar.
//
// The table of forms (certificate.hpp) says what a step or claim consists of; match() reads that,
// and field() each field, from lists, numbers and words. The two forms differ in how these are
// written: there are no marks on lines. The conventions of the page are checked in between, once.
// Nothing is allocated for announced counts, only for what was read, and the depth of nesting is
// that of the table, so that no input can exhaust the stack.
#include "certificate.hpp"
#include "json.hpp"

namespace isthmus_check {
namespace {

// Numbers of nodes and edges are below this.
constexpr std::uint64_t end_of_ids = 4'294'967'294;

class Reader : private Text {
 public:
  using Text::Text;
  Certificate read() {
    head();
    for (int section = claims; section < no_section; ++section)
      if (section != reach || c_.has(distance)) read_section(section);
    section_ = no_section;
    require(!more_ && (json_ || token_ == "end"), " is unknown here, out of order or given twice");
    require(c_.has(claims), "there is no claim");
    exactly(json_ ? "}" : "end", token_);
    require(json_ || count(end_of_counts) == lines_, "the number of lines before it is another");
    if (!json_) exactly("\n", token_);
    require(token_.empty(), "the file goes on after the certificate");
    return std::move(c_);
  }

 private:
  [[nodiscard]] std::string reading() const override {
    if (section_ == no_section || !c_.has(section_)) return "";
    return place(section_, c_.steps[section_].size() - 1) + ": ";
  }

  // ---- lines and sets ---------------------------------------------------------------------------

  // Goes to the next line that is no comment; there is none in JSON.
  void next_line() {
    if (json_) return;
    while (text_.substr(at_, 1) == "#") at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    exactly("\n", token_);
    ++lines_;
  }
  // A list of JSON. On lines, items follow as long as each begins with a word, or with a number.
  template <class Item>
  void list(Item&& item, std::string_view begin = "") {
    if (json_) return array(item);
    while (follows(begin)) item();
  }
  bool follows(std::string_view begin) {
    if (begin == forms[search].keyword) return find(branch_entry, none_entry) <= none_entry;
    const bool number = token_.find_first_of("-0123456789") == 0;
    return begin.empty() ? number : accept(begin, token_);
  }

  Ids ids(std::size_t end) {
    Ids result;
    list([&] { result.push_back(id(end)); });
    return result;
  }
  Ids set(std::size_t end, bool may_be_empty = false) {
    Ids result = ids(end);
    require_set(result, may_be_empty);
    return result;
  }
  [[nodiscard]] std::string_view name(int form) const {
    return json_ ? forms[form].key : forms[form].keyword;
  }
  // The form from first to last that the token names, or the one after.
  [[nodiscard]] int find(int first, int last) const {
    while (first <= last && name(first) != word()) ++first;
    return first;
  }

  // ---- steps and claims -------------------------------------------------------------------------

  // Reads what a pattern says.
  void match(std::string_view pattern, Step& step) {
    Text::match(pattern, [&](char letter) { field(letter, step); });
  }
  void match(std::string_view pattern) { Text::match(pattern); }
  void read(int form, Step& step) {
    step.form = form;
    match(json_ ? forms[form].json : forms[form].line, step);
  }
  void field(char letter, Step& step) {
    const std::size_t nodes = c_.hidden, edges = c_.network.size();
    const std::string_view zero = json_ ? "{kind:K,set:S}" : "K S";
    if (letter == 'K') step.into = accept("in", word());
    if (letter == 'K' && !step.into) exactly("out", word());
    if (letter == 'N') step.id = id(nodes);
    if (letter == 'E') step.id = id(edges);
    if (letter == 'I') step.number = count(end_of_counts);
    if (letter == 'B') step.bound = rational();
    if (letter == 'C') step.complete = accept(json_ ? "true" : "complete", token_);
    if (letter == 'C' && json_ && !step.complete) exactly("false", token_);
    if (letter == 'S') step.nodes = set(nodes);
    if (letter == 'X' && accept("extends", word())) match(":Y,", step);
    if (letter == 'Y') step.extends = set(edges);
    if (letter == 'U' && (json_ || accept("uses", token_))) step.edges = set(edges, json_);
    if (letter == 'W') step.edges = ids(edges);
    if (letter == 'T') list([&] { match("[F,G]", step); });
    if (letter == 'F') step.nodes.push_back(id(nodes));
    if (letter == 'G') step.edges.push_back(id(edges));
    if (letter == 'V') list([&] { vector_entry(step.vector); });
    if (letter == 'D') list([&] { match("[E,W]", step.parts.emplace_back()); }, "detour");
    if (letter == 'Z') list([&] { match(zero, step.parts.emplace_back()); }, "zero");
    if (letter == 'Q') named(step);
    if (letter == 'A') exactly("true", token_);
  }
  void vector_entry(Vector& x) {
    expect("[");
    const Id edge = id(c_.network.size());
    expect(",");
    const bool increases = x.empty() || x.back().first < edge;
    x.emplace_back(edge, rational());
    const bool good = increases && sgn(x.back().second) != 0;
    require(good, "the edges do not increase, or an entry is zero");
    expect("]");
  }
  // A claim or an entry of the search.
  void named(Step& step) {
    const int last = section_ == search ? none_entry : last_claim;
    const int form = find(section_ == search ? branch_entry : first_claim, last);
    require(form <= last, " is unknown here");
    advance();
    for (const Step& claim : c_.steps[claims]) require(claim.form != form, "a claim is made twice");
    read(form, step);
  }
  // A section, if it is there: its items, which on lines begin with its name.
  void read_section(int section) {
    section_ = section;
    const auto item = [&] {
      read(section, c_.steps[section].emplace_back());
      next_line();
    };
    if ((json_ || forms[section].once) && !accept(name(section), word())) return;
    expect(":");
    forms[section].once ? item() : list(item, name(section));
    more_ = json_ && accept(",", token_);
  }

  // ---- network, balance, names ------------------------------------------------------------------

  // What comes first, in both forms.
  void head() {
    match(json_ ? "{format:isthmus-certificate,version:" : "isthmus-certificate");
    exactly("1", token_);
    next_line();
    match(json_ ? ",network:{hidden:" : "network");
    c_.hidden = id(end_of_ids);
    const std::uint64_t edges = json_ ? 0 : count(end_of_ids);
    next_line();
    match(json_ ? ",edges:" : "");
    list([&] { network_edge(); }, "edge");
    const std::size_t size = c_.network.size();
    require((json_ || size == edges) && size < end_of_ids, "the number of edges is another");
    match("},");
    if (word().starts_with("name")) {
      names(json_ ? "names:{nodes:" : "", "name node", c_.hidden);
      names(json_ ? ",edges:" : "", "name edge", size);
      match("},");
    }
    match("balance:");
    list([&] { c_.balance.push_back(rational()); });
    require(c_.balance.size() == c_.hidden, "there is not one balance for each hidden node");
    next_line();
    expect(",");
  }
  void network_edge() {
    Edge edge;
    expect("[");
    edge.tail = id(c_.hidden + std::uint64_t{1});
    expect(",");
    edge.head = id(c_.hidden + std::uint64_t{1});
    if (json_ ? accept(",", token_) : token_ != "\n") edge.multiplicity = count(end_of_counts);
    require(edge.multiplicity > 0, "the multiplicity is 0");
    expect("]");
    next_line();
    c_.network.push_back(edge);
  }
  // One name for each node or edge, in order; what they are decides nothing.
  void names(std::string_view key, std::string_view line, std::size_t size) {
    match(key);
    expect("[");
    for (std::size_t i = 0; i < size; ++i) {
      match(json_ ? (i > 0 ? "," : "") : line);
      if (!json_) exactly(std::to_string(i), token_);
      require(token_.starts_with('"'), " is no name");
      advance();
      next_line();
    }
    expect("]");
  }

  bool more_ = false;  // whether a comma was read that another section must follow
  Certificate c_;
  int section_ = no_section;  // that is being read
  std::uint64_t lines_ = 0;   // ended so far, comments not counted
};

}  // namespace

Certificate read_certificate(std::string_view text) { return Reader(text).read(); }

}  // namespace isthmus_check
