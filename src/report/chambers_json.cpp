// Chambers as JSON: the names of docs/chambers.md.
#include <ostream>

#include "report/chamber_words.hpp"
#include "report/json_writer.hpp"

namespace isthmus {
namespace {

class Writer {
 public:
  Writer(std::ostream& out, const ChamberReport& report)
      : json_(out), report_(report), names_(edge_names(report.network)) {}

  void write() {
    json_.begin_object();
    json_.text("format", "isthmus-chambers");
    json_.number("version", 1);
    json_.text("network", report_.network.name);
    json_.text("count", report_.chambers.count.str());
    json_.boolean("complete", report_.chambers.complete);
    json_.boolean("symmetries_used", report_.chambers.symmetries_used);
    json_.key("zero_sums");
    json_.begin_array();
    for (const auto& part : report_.chambers.zero_sums) write_set(part);
    json_.end_array();
    json_.key("blocks");
    json_.begin_array();
    for (const ChamberBlock& block : report_.chambers.blocks) write_block(block);
    json_.end_array();
    if (!report_.places.empty()) write_places();
    if (report_.hits) write_hits();
    json_.end_object();
  }

 private:
  void write_set(const std::vector<NodeId>& set) {
    json_.begin_array(Layout::inline_);
    for (const NodeId v : set) {
      json_.text(report_.network.nodes[report_.contraction.members[v].front()].id);
    }
    json_.end_array();
  }

  void write_block(const ChamberBlock& block) {
    json_.begin_object();
    json_.number("alike", block.alike);
    json_.number("count", block.count);
    json_.boolean("complete", block.complete);
    json_.key("coordinates");
    json_.begin_array();
    for (const auto& set : block.hanging) write_set(set);
    json_.end_array();
    json_.key("walls");
    json_.begin_array();
    for (const ChamberWall& wall : block.walls) write_wall(wall);
    json_.end_array();
    json_.key("chambers");
    json_.begin_array();
    for (const Chamber& chamber : block.chambers) write_chamber(chamber);
    json_.end_array();
    json_.end_object();
  }

  void write_wall(const ChamberWall& wall) {
    json_.begin_object(Layout::inline_);
    json_.key("set");
    write_set(wall.set);
    if (wall.side != 0) {
      json_.key("side");
      json_.sign(wall.side);
    }
    json_.end_object();
  }

  void write_chamber(const Chamber& chamber) {
    json_.begin_object();
    json_.number("alike", chamber.alike);
    json_.key("signs");
    json_.begin_array(Layout::inline_);
    for (const std::int8_t sign : chamber.signs) json_.sign(sign);
    json_.end_array();
    json_.key("balance");
    json_.begin_array(Layout::inline_);
    for (const Integer& entry : chamber.point) json_.text(entry.str());
    json_.end_array();
    json_.number("log2_components", chamber.locked.size());
    json_.key("locked");
    json_.begin_array(Layout::inline_);
    for (const EdgeId e : chamber.locked) json_.text(names_[report_.contraction.file_edge[e]]);
    json_.end_array();
    if (chamber.regular_log2) json_.number("log2_regular_components", *chamber.regular_log2);
    json_.key("effective_components");
    json_.begin_object(Layout::inline_);
    json_.text("at_least", chamber.effective_at_least.str());
    json_.text("at_most", chamber.effective_at_most.str());
    json_.end_object();
    write_betti(chamber);
    json_.end_object();
  }

  void write_betti(const Chamber& chamber) {
    if (!chamber.homology) {
      json_.text("betti", "not determined");
      json_.text("reason", chamber.reason);
      return;
    }
    json_.key("betti");
    json_.begin_object(Layout::inline_);
    for (const auto& [degree, rank] : chamber.homology->betti) {
      json_.text(std::to_string(degree), rank.str());
    }
    json_.end_object();
    json_.boolean("torsion", !chamber.homology->torsion.empty());
  }

  void write_places() {
    json_.key("given_balance");
    json_.begin_array();
    for (const ChamberPlace& place : report_.places) {
      json_.begin_object(Layout::inline_);
      json_.number("block", place.block + 1);
      json_.key("nodes");
      write_set(place.nodes);
      if (place.chamber) json_.number("chamber", *place.chamber + 1);
      json_.key("walls");
      json_.begin_array(Layout::inline_);
      for (const auto& set : place.walls) write_set(set);
      json_.end_array();
      json_.end_object();
    }
    json_.end_array();
  }

  void write_hits() {
    json_.key("draws");
    json_.begin_object();
    json_.number("asked", report_.hits->asked);
    json_.number("drawn", report_.hits->draws);
    json_.key("hits");
    json_.begin_array();
    for (const auto& block : report_.hits->hits) {
      json_.begin_array(Layout::inline_);
      for (const std::uint64_t hits : block) json_.number(hits);
      json_.end_array();
    }
    json_.end_array();
    json_.key("shares");
    json_.begin_array();
    const std::vector<ChamberRow> rows = chamber_rows(report_);
    for (std::size_t b = 0; b < report_.hits->hits.size(); ++b) {
      json_.begin_array(Layout::inline_);
      for (const ChamberRow& row : rows) {
        if (row.block == std::to_string(b + 1)) json_.text(row.share);
      }
      json_.end_array();
    }
    json_.end_array();
    json_.key("on_walls");
    json_.begin_array(Layout::inline_);
    for (const std::uint64_t hits : report_.hits->on_walls) json_.number(hits);
    json_.end_array();
    json_.end_object();
  }

  JsonWriter json_;
  const ChamberReport& report_;
  std::vector<std::string> names_;
};

}  // namespace

void write_json(std::ostream& out, const ChamberReport& report) { Writer(out, report).write(); }

}  // namespace isthmus
