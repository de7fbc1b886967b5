#include "parallel/letters.hpp"

#include "isthmus/parallel/bytes.hpp"
#include "parallel/failure.hpp"

namespace isthmus {
namespace {

using Texts = std::vector<std::pair<std::size_t, std::string>>;

void append_texts(std::string& bytes, const Texts& texts) {
  append_number(bytes, texts.size());
  for (const auto& [item, text] : texts) {
    append_number(bytes, item);
    append_text(bytes, text);
  }
}

Texts read_texts(BytesReader& reader) {
  Texts texts;
  for (std::uint64_t left = reader.number(); left > 0; --left) {
    const std::size_t item = reader.number();
    texts.emplace_back(item, reader.text());
  }
  return texts;
}

}  // namespace

std::string written(const Report& report) {
  std::string bytes;
  for (const std::uint64_t number : {report.farm, report.computation, report.jobs}) {
    append_number(bytes, number);
  }
  append_number(bytes, report.hungry ? 1 : 0);
  append_number(bytes, report.over ? 1 : 0);
  append_texts(bytes, report.finished);
  append_texts(bytes, report.failed);
  return bytes;
}

Report read_report(const std::string& body) {
  BytesReader reader(body);
  Report report;
  for (std::uint64_t* number : {&report.farm, &report.computation, &report.jobs}) {
    *number = reader.number();
  }
  report.hungry = reader.number() != 0;
  report.over = reader.number() != 0;
  report.finished = read_texts(reader);
  report.failed = read_texts(reader);
  return report;
}

std::string written(const Deal& deal) {
  std::string bytes;
  append_number(bytes, deal.end);
  append_number(bytes, deal.last ? 1 : 0);
  for (const std::size_t item : deal.items) append_number(bytes, item);
  return bytes;
}

Deal read_deal(const std::string& body) {
  BytesReader reader(body);
  Deal deal;
  deal.end = reader.number();
  deal.last = reader.number() != 0;
  while (!reader.at_end()) deal.items.push_back(reader.number());
  return deal;
}

std::string written(const FarmResult& result) {
  std::string bytes;
  append_number(bytes, 1);
  for (const std::optional<std::string>& item : result.items) {
    append_number(bytes, item ? 1 : 0);
    if (item) append_text(bytes, *item);
  }
  return bytes;
}

std::string written_outcome(const std::exception_ptr& failure) {
  std::string bytes;
  append_number(bytes, 0);
  return bytes + written(failure);
}

FarmResult read_outcome(const std::string& body) {
  BytesReader reader(body);
  if (reader.number() == 0) std::rethrow_exception(read_failure(std::string_view(body).substr(8)));
  FarmResult result;
  result.complete = true;
  while (!reader.at_end()) {
    result.items.emplace_back();
    if (reader.number() != 0) result.items.back() = reader.text();
    if (!result.items.back()) result.complete = false;
  }
  return result;
}

}  // namespace isthmus
