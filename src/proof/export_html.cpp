// The proof as one web page.
#include "isthmus/proof/export_html.hpp"

#include <optional>
#include <string>
#include <vector>

#include "isthmus/draw/label.hpp"
#include "proof/export_html_ink.hpp"
#include "proof/export_html_style.hpp"
#include "proof/wording.hpp"
#include "proof/wording_labels.hpp"

namespace isthmus {
namespace {

using wording::Formula;
using wording::Line;

constexpr std::size_t most_pictures = 60;
constexpr std::size_t longest_open_fold = 40;

wording::Limits html_limits() {
  wording::Limits limits;
  limits.items = 200;
  limits.steps = 1000;
  limits.cards = 100;
  return limits;
}

class HtmlPage final : public wording::ProofPage {
 public:
  HtmlPage(const Certificate& certificate, const TextSink& sink)
      : sink_(sink),
        labels_(certificate),
        ink_(labels_),
        layout_(layout_of(certificate, labels_)) {}

  void begin(const Line& title) override {
    const std::string text = xml_escaped(ink_.plain(title));
    sink_(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\"/>\n<title>" +
        text + "</title>\n<style>\n" + html_style() + "</style>\n</head>\n<body>\n<main>\n<h1>" +
        text + "</h1>\n");
  }

  void theorem(const Line& setting, const std::vector<Line>& claims) override {
    sink_("<section class=\"theorem\" aria-label=\"Theorem\">\n<p><strong>Theorem.</strong> " +
          ink_.sentence(setting) + " Then:</p>\n<ol>\n");
    for (const Line& claim : claims) sink_("<li>" + ink_.sentence(claim) + "</li>\n");
    sink_("</ol>\n</section>\n");
  }

  void heading(const std::string& text) override { sink_("<h2>" + xml_escaped(text) + "</h2>\n"); }

  void paragraph(const Line& text) override { sink_("<p>" + ink_.sentence(text) + "</p>\n"); }

  void lemma(const std::string& name, const Line& statement, const Line& proof) override {
    sink_("<section class=\"lemma\">\n<p><strong>Lemma (" + xml_escaped(name) + ").</strong> " +
          ink_.sentence(statement) + "</p>\n<p class=\"proof\"><em>Proof.</em> " +
          ink_.sentence(proof) + " ∎</p>\n</section>\n");
  }

  void begin_proof() override {}

  void formulas(const std::vector<Formula>& formulas) override {
    sink_("<div class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"Formula\"><table>\n");
    for (const Formula& formula : formulas) {
      std::string left = ink_.sentence(formula.left);
      for (const Formula::Relation& relation : formula.relations) {
        sink_("<tr><td class=\"left\">" + left + "</td><td>" + relation.sign + "</td><td>" +
              ink_.sentence(relation.right) + "</td></tr>\n");
        left.clear();
      }
    }
    sink_("</table></div>\n");
  }

  void begin_step(const std::string& mark, const Line& title, const PictureMarks& marks) override {
    sink_("<section class=\"step\" id=\"" + mark + "\">\n<h3><span class=\"mark\">" + mark +
          "</span>" + ink_.sentence(title) + "</h3>\n");
    if (!marks.edges.empty()) draw(marks, "Step " + mark + ": " + ink_.plain(title));
  }
  void end_step() override { sink_("</section>\n"); }

  void begin_list() override { sink_("<ul>\n"); }
  void item(const Line& text) override { sink_("<li>" + ink_.sentence(text) + "</li>\n"); }
  void end_list() override { sink_("</ul>\n"); }

  void begin_table(const std::vector<std::string>& head) override {
    sink_(
        "<div class=\"rows\" tabindex=\"0\" role=\"group\" "
        "aria-label=\"Table\"><table>\n<thead><tr>");
    for (const std::string& cell : head) sink_("<th scope=\"col\">" + xml_escaped(cell) + "</th>");
    sink_("</tr></thead>\n<tbody>\n");
  }
  void row(const std::vector<Line>& cells) override {
    sink_("<tr>");
    for (const Line& cell : cells) sink_("<td>" + ink_.sentence(cell) + "</td>");
    sink_("</tr>\n");
  }
  void end_table() override { sink_("</tbody></table></div>\n"); }

  void begin_fold(const std::string& title) override {
    sink_("<details" + std::string(is_short(title) ? " open=\"\"" : "") + "><summary>" +
          xml_escaped(title) + "</summary>\n");
  }
  void end_fold() override { sink_("</details>\n"); }

  void picture(const PictureMarks& marks, const Line& caption) override {
    if (!layout_) {
      paragraph("The network is too large for a readable picture.");
      return;
    }
    sink_("<figure>\n");
    draw(marks, ink_.plain(caption));
    sink_("<figcaption>" + ink_.sentence(caption) + "</figcaption>\n</figure>\n");
  }

  void end() override { sink_("</main>\n</body>\n</html>\n"); }

 private:
  // Titles start with the number of entries.
  static bool is_short(const std::string& title) {
    const std::size_t digits = title.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string::npos || digits > 2) return false;
    return static_cast<std::size_t>(std::stoi(title.substr(0, digits))) <= longest_open_fold;
  }

  void draw(const PictureMarks& marks, const std::string& title) {
    if (!layout_ || drawn_ == most_pictures) return;
    SvgOptions options;
    options.title = title;
    options.id = "picture-" + std::to_string(++drawn_);
    options.own_style = false;
    sink_("<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"Picture\">\n" +
          to_svg(*layout_, marks, options) + "</div>\n");
    if (drawn_ == most_pictures) paragraph("Further steps are not drawn.");
  }

  const TextSink& sink_;
  wording::Labels labels_;
  HtmlInk ink_;
  std::optional<LayeredDrawing> layout_;
  std::size_t drawn_ = 0;
};

}  // namespace

void export_html(const Certificate& certificate, const TextSink& sink) {
  HtmlPage page(certificate, sink);
  wording::word_proof(certificate, html_limits(), page);
}

}  // namespace isthmus
