// Chambers for people: a table for each block, then where the network's own balance lies.
#include <algorithm>
#include <ostream>

#include "report/chamber_words.hpp"
#include "report/names.hpp"
#include "report/page.hpp"

namespace isthmus {
namespace {

using Column = std::string ChamberRow::*;

struct Heading {
  const char* title;
  Column column;
};

const std::vector<Heading>& headings() {
  static const std::vector<Heading> all = {
      {"no.", &ChamberRow::number},          {"alike", &ChamberRow::alike},
      {"walls", &ChamberRow::signs},         {"components", &ChamberRow::components},
      {"regular", &ChamberRow::regular},     {"effective", &ChamberRow::effective},
      {"Betti numbers", &ChamberRow::betti}, {"locked", &ChamberRow::locked}};
  return all;
}

class Words {
 public:
  Words(std::ostream& out, const ChamberReport& report, const TextStyle& style)
      : out_(out), page_(out, style), report_(report), rows_(chamber_rows(report)) {}

  void write() {
    page_.headline("The balances of " +
                   printable(report_.network.name.empty() ? "the network" : report_.network.name) +
                   (report_.chambers.complete ? " fall into " : " fall into at least ") +
                   report_.chambers.count.str() +
                   (report_.chambers.count == 1 ? " chamber." : " chambers."));
    if (!report_.chambers.symmetries_used) {
      page_.paragraph("This build lacks bliss, so chambers are not joined by symmetry.");
    }
    if (!report_.chambers.complete) {
      page_.paragraph(
          "Of blocks beyond the limit only the chambers of random balances are listed.");
    }
    for (const auto& part : report_.chambers.zero_sums) write_zero_sum(part);
    for (std::size_t b = 0; b < report_.chambers.blocks.size(); ++b) write_block(b);
    if (!report_.places.empty()) write_places();
  }

 private:
  void write_zero_sum(const std::vector<NodeId>& part) {
    page_.paragraph(wall_sum(report_, {part, 0}) +
                    " = 0 always, since no edge joins these nodes to an input or output; no point "
                    "of M(c) is regular.");
  }

  void write_block(std::size_t b) {
    const ChamberBlock& block = report_.chambers.blocks[b];
    std::string title = "Block " + std::to_string(b + 1) + ": " +
                        counted(block.nodes.size(), "hidden node") + ", " +
                        (block.complete ? "" : "at least ") + counted(block.count, "chamber");
    if (block.alike > 1) title += "; " + counted(block.alike, "block") + " like this";
    page_.section(title);
    for (std::size_t w = 0; w < block.walls.size(); ++w) write_wall(w, block.walls[w]);
    page_.blank();
    std::vector<ChamberRow> rows;
    for (const ChamberRow& row : rows_) {
      if (row.block == std::to_string(b + 1)) rows.push_back(row);
    }
    write_table(rows);
    page_.blank();
    if (report_.hits) write_shares(b, rows);
    page_.list(rows, [&](const ChamberRow& row) {
      page_.line("A balance in " + row.number + ": " + row.balance);
    });
  }

  void write_shares(std::size_t b, const std::vector<ChamberRow>& rows) {
    page_.line("Share of " + counted(report_.hits->draws, "draw") +
               " of random weights (99% interval of the probability)");
    page_.list(rows, [&](const ChamberRow& row) {
      page_.line("chamber " + row.number + " and alike: " + row.share, 4);
    });
    if (report_.hits->on_walls[b] > 0) {
      page_.line("on walls: " + share_words(report_.hits->on_walls[b], report_.hits->draws), 4);
    }
    if (report_.negative) {
      page_.line(
          "Closed form, before rounding of the weights: a balance is negative with "
          "probability " +
              six_digits(report_.negative->lower, false) + " to " +
              six_digits(report_.negative->upper, true),
          4);
    }
    page_.blank();
  }

  void write_wall(std::size_t w, const ChamberWall& wall) {
    std::string text = "wall " + std::to_string(w + 1) + ": " + wall_sum(report_, wall) + " = 0";
    if (wall.side != 0) text += wall.side > 0 ? ", never negative" : ", never positive";
    page_.line(text);
  }

  void write_table(const std::vector<ChamberRow>& rows) {
    for (std::size_t line = 0; line <= rows.size(); ++line) {
      std::string text = " ";
      for (const Heading& heading : headings()) {
        std::size_t width = columns(heading.title);
        for (const ChamberRow& row : rows) width = std::max(width, columns(row.*heading.column));
        text += " " + padded(line == 0 ? heading.title : rows[line - 1].*heading.column, width + 1);
      }
      text.erase(text.find_last_not_of(' ') + 1);
      out_ << text << "\n";
    }
  }

  void write_places() {
    page_.section("The given balance");
    page_.list(report_.places, [&](const ChamberPlace& place) {
      std::string nodes;
      for (const NodeId v : place.nodes) nodes += " " + wall_sum(report_, {{v}, 0});
      std::string text = "block " + std::to_string(place.block + 1) + " with" + nodes + ": ";
      for (const auto& set : place.walls) {
        text +=
            (&set == &place.walls.front() ? "on " : ", on ") + wall_sum(report_, {set, 0}) + " = 0";
      }
      if (place.walls.empty()) {
        text += place.chamber
                    ? "in chamber " + std::to_string(*place.chamber + 1) + " or one that is alike"
                : report_.chambers.blocks[place.block].complete
                    ? "not feasible: M(c) is empty"
                    : "in a chamber that is not listed, or not feasible";
      }
      page_.line(text);
    });
  }

  std::ostream& out_;
  Page page_;
  const ChamberReport& report_;
  std::vector<ChamberRow> rows_;
};

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char each : text) cell += each == '"' ? std::string("\"\"") : std::string(1, each);
  return cell + "\"";
}

std::string latex_cell(const std::string& text) {
  std::string cell;
  for (const char each : text) {
    if (std::string("&%$#_{}").find(each) != std::string::npos) cell += '\\';
    cell += each == '>'    ? std::string("$>$")
            : each == '\\' ? std::string("\\textbackslash{}")
            : each == '^'  ? std::string("\\^{}")
            : each == '~'  ? std::string("\\~{}")
                           : std::string(1, each);
  }
  return cell;
}

}  // namespace

void write_text(std::ostream& out, const ChamberReport& report, const TextStyle& style) {
  Words(out, report, style).write();
}

void write_csv(std::ostream& out, const ChamberReport& report) {
  out << "block,chamber,alike,signs,balance,components,regular,effective,betti,locked,share\n";
  for (const ChamberRow& row : chamber_rows(report)) {
    out << row.block << "," << row.number << "," << row.alike << "," << row.signs << ","
        << csv_cell(row.balance) << "," << row.components << "," << row.regular << ","
        << row.effective << "," << row.betti << "," << csv_cell(row.locked) << "," << row.share
        << "\n";
  }
}

void write_latex(std::ostream& out, const ChamberReport& report) {
  std::string block;
  for (const ChamberRow& row : chamber_rows(report)) {
    if (row.block != block) {
      if (!block.empty()) out << "\\hline\n\\end{tabular}\n\n";
      block = row.block;
      out << "% block " << block << "\n\\begin{tabular}{rrlrrrll}\n\\hline\n";
      for (const Heading& heading : headings()) {
        out << (heading.title == headings().front().title ? "" : " & ") << heading.title;
      }
      out << " \\\\\n\\hline\n";
    }
    for (std::size_t i = 0; i < headings().size(); ++i) {
      out << (i == 0 ? "" : " & ") << latex_cell(row.*headings()[i].column);
    }
    out << " \\\\\n";
  }
  if (!block.empty()) out << "\\hline\n\\end{tabular}\n";
}

}  // namespace isthmus
