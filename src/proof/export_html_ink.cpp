#include "proof/export_html_ink.hpp"

#include <cctype>

#include "isthmus/draw/label.hpp"
#include "isthmus/exact/parse.hpp"

namespace isthmus {
namespace {

using wording::Atom;
using wording::Line;

std::string tagged(const char* tag, const std::string& inside) {
  return std::string("<").append(tag).append(">").append(inside).append("</").append(tag).append(
      ">");
}

bool is_letter(const std::string& character) {
  if (character == "θ") return true;
  return character.size() == 1 && std::isalpha(static_cast<unsigned char>(character[0])) != 0;
}

// Symbols with letters in italics; "_" and "^" take the next character or group.
std::string symbols(const std::string& text) {
  std::string html;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if ((c == '_' || c == '^') && i + 1 < text.size()) {
      const bool group = text[i + 1] == '{';
      const std::size_t close = group ? text.find('}', i) : std::string::npos;
      const std::size_t start = group ? i + 2 : i + 1;
      const std::size_t end =
          close != std::string::npos ? close : start + character_length(text, start);
      html += tagged(c == '_' ? "sub" : "sup", symbols(text.substr(start, end - start)));
      i = close != std::string::npos ? close + 1 : end;
      continue;
    }
    if (c == '\\') ++i;  // a brace that is one
    const std::string character = text.substr(i, character_length(text, i));
    html += is_letter(character) ? tagged("i", character) : xml_escaped(character);
    i += character.size();
  }
  return html;
}

std::string number(const Rational& q) {
  const std::string text = to_text(q);
  return text.starts_with('-') ? "−" + text.substr(1) : text;
}

}  // namespace

std::string HtmlInk::name(const std::string& text) const {
  return "<span class=\"name\">" + xml_escaped(text) + "</span>";
}

std::string HtmlInk::edge(EdgeId e) const {
  if (!labels_.is_made_of_ends(e)) return name(labels_.edge(e));
  const EdgeEndNames ends = labels_.ends(e);
  return name(ends.tail + "→" + ends.head + ends.rank);
}

std::string HtmlInk::atom(const Atom& atom) const {
  const EdgeId e{atom.id};
  switch (atom.kind) {
    case Atom::Kind::words:
      return xml_escaped(atom.text);
    case Atom::Kind::math:
      return symbols(atom.text);
    case Atom::Kind::weight:
      return "<i>θ</i><sub>" + edge(e) + "</sub>";
    case Atom::Kind::square: {
      const std::string weight = "<i>θ</i><sub>" + edge(e) + "</sub>";
      return (labels_.is_bundle(e) ? "‖" + weight + "‖" : weight) + "<sup>2</sup>";
    }
    case Atom::Kind::entry:
      return tagged("i", atom.text) + tagged("sub", edge(e));
    case Atom::Kind::law:
      return "<i>c</i><sub>" + name(labels_.node(NodeId{atom.id})) + "</sub>";
    case Atom::Kind::node:
      return name(labels_.node(NodeId{atom.id}));
    case Atom::Kind::edge:
      return edge(e);
    case Atom::Kind::number:
      return number(atom.number);
    case Atom::Kind::turn:
      return "<wbr/>";
  }
  return "";
}

std::string HtmlInk::sentence(const Line& line) const {
  std::string html;
  for (const Atom& each : line.atoms()) html += atom(each);
  return html;
}

std::string HtmlInk::plain(const Line& line) const {
  std::string text;
  for (const Atom& each : line.atoms()) {
    switch (each.kind) {
      case Atom::Kind::node:
      case Atom::Kind::law:
        text += (each.kind == Atom::Kind::law ? "c of " : "") + labels_.node(NodeId{each.id});
        break;
      case Atom::Kind::weight:
        text += "θ of " + labels_.edge(EdgeId{each.id});
        break;
      case Atom::Kind::square:
        text += "θ² of " + labels_.edge(EdgeId{each.id});
        break;
      case Atom::Kind::entry:
        text += each.text + " of " + labels_.edge(EdgeId{each.id});
        break;
      case Atom::Kind::edge:
        text += labels_.edge(EdgeId{each.id});
        break;
      case Atom::Kind::number:
        text += number(each.number);
        break;
      case Atom::Kind::math:
        for (const char c : each.text) text += c == '\\' ? std::string() : std::string(1, c);
        break;
      default:
        text += each.text;
    }
  }
  return text;
}

}  // namespace isthmus
