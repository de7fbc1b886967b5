#include <ostream>

#include "isthmus/exact/parse.hpp"
#include "isthmus/report/drift.hpp"
#include "report/json_parts.hpp"

namespace isthmus {
namespace {

void write_change(JsonWriter& json, const char* key, const LargestChange& change) {
  json.key(key);
  json.begin_object(Layout::inline_);
  json.text("change", to_text(change.change));
  if (!change.node.empty()) json.text("node", change.node);
  json.end_object();
}

void write_list(JsonWriter& json, const char* key, const std::vector<std::string>& names) {
  json.key(key);
  write_texts(json, names);
}

void write_checkpoint(JsonWriter& json, const DriftCheckpoint& checkpoint, bool walls) {
  json.begin_object();
  json.text("file", checkpoint.source);
  write_change(json, "from_first", checkpoint.from_first);
  write_change(json, "from_previous", checkpoint.from_previous);
  json.text("total", to_text(checkpoint.total));
  json.number("locked", checkpoint.locked);
  json.number("dimension", checkpoint.dimension);
  write_list(json, "gained", checkpoint.gained);
  write_list(json, "lost", checkpoint.lost);
  write_list(json, "flipped", checkpoint.flipped);
  if (walls) {
    json.key("crossed");
    json.begin_array(checkpoint.crossed.empty() ? Layout::inline_ : Layout::lines);
    for (const std::vector<std::string>& set : checkpoint.crossed) write_texts(json, set);
    json.end_array();
  }
  json.end_object();
}

void write_locks(JsonWriter& json, const Drift& drift) {
  json.key("locks_of_first");
  json.begin_array();
  for (const SignedLock& lock : drift.first_locks) {
    json.begin_object(Layout::inline_);
    json.text("name", lock.edge);
    json.key("sign");
    json.sign(lock.sign);
    json.end_object();
  }
  json.end_array();
  json.key("broken");
  json.begin_array();
  for (const DriftedLock& broken : drift.broken) {
    json.begin_object(Layout::inline_);
    json.text("name", broken.lock.edge);
    json.number("checkpoint", broken.checkpoint + 1);
    json.text("how", broken.flipped ? "flipped" : "not locked");
    json.end_object();
  }
  json.end_array();
}

}  // namespace

void write_json(std::ostream& out, const Drift& drift) {
  JsonWriter json(out);
  json.begin_object();
  json.text("format", "isthmus-drift");
  json.number("version", 1);
  json.number("laws", drift.laws);
  json.number("weights", drift.weights);
  if (drift.walls) {
    json.number("walls", *drift.walls);
  } else {
    json.text("walls", "not determined");
    json.text("reason", drift.no_walls);
  }
  write_locks(json, drift);
  json.key("checkpoints");
  json.begin_array();
  for (const DriftCheckpoint& checkpoint : drift.checkpoints) {
    write_checkpoint(json, checkpoint, drift.walls.has_value());
  }
  json.end_array();
  json.end_object();
}

}  // namespace isthmus
