#include "isthmus/formats/training_data.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <istream>
#include <string_view>
#include <utility>

#include "formats/npz.hpp"
#include "formats/open_file.hpp"
#include "isthmus/error.hpp"

namespace isthmus {
namespace {

/// What some spreadsheets put before UTF-8 text.
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

/// The cells of a line; a cell in double quotes may hold commas, and "" for a quote.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells(1);
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && inside && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += line[++i];
    } else if (line[i] == '"') {
      inside = !inside;
    } else if (line[i] == ',' && !inside) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  for (std::string& cell : cells) cell = std::string(trimmed(cell));
  return cells;
}

/// True if the cell is a number as from_chars reads it; then it is left in `value`.
bool read_number(std::string_view cell, double& value) {
  if (cell.size() > 1 && cell.front() == '+' && cell[1] != '-') cell.remove_prefix(1);
  const char* end = cell.data() + cell.size();
  const auto result = std::from_chars(cell.data(), end, value);
  return !cell.empty() && result.ec == std::errc() && result.ptr == end;
}

std::string line_name(std::uint64_t line) { return "line " + std::to_string(line); }

class CsvReader {
 public:
  CsvReader(const DataNames& names, const DataLimits& limits) : names_(names), limits_(limits) {
    all_ = names.inputs;
    all_.insert(all_.end(), names.outputs.begin(), names.outputs.end());
    columns_.resize(all_.size());
    for (std::size_t i = 0; i < all_.size(); ++i) column_of_cell_.push_back(i);
  }

  TrainingData read(std::istream& in) {
    std::string line;
    while (std::getline(in, line)) {
      if (++line_ == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
      if (!trimmed(line).empty()) take(cells_of(trimmed(line)));
    }
    if (columns_.front().empty()) {
      throw input_error("there are no samples", "write a line of numbers for each sample");
    }
    const auto middle = columns_.begin() + static_cast<std::ptrdiff_t>(names_.inputs.size());
    return {{std::make_move_iterator(columns_.begin()), std::make_move_iterator(middle)},
            {std::make_move_iterator(middle), std::make_move_iterator(columns_.end())}};
  }

 private:
  void take(const std::vector<std::string>& cells) {
    double ignored = 0;
    const bool numbers = std::all_of(cells.begin(), cells.end(), [&](const std::string& cell) {
      return read_number(cell, ignored);
    });
    if (std::exchange(first_, false) && !numbers && is_header(cells)) return take_header(cells);
    if (cells.size() != all_.size()) {
      throw input_error(std::to_string(cells.size()) + " columns where " +
                            std::to_string(all_.size()) + " are expected",
                        "write a column for each input (" + std::to_string(names_.inputs.size()) +
                            "), then for each output (" + std::to_string(names_.outputs.size()) +
                            ")")
          .at(line_name(line_));
    }
    for (std::size_t i = 0; i < cells.size(); ++i) take_number(i, cells[i]);
    if (++lines_ > limits_.numbers / all_.size()) {
      throw limit_error("more numbers than are read", "take a part of the samples");
    }
  }

  /// No cell is a number, as in a header.
  [[nodiscard]] static bool is_header(const std::vector<std::string>& cells) {
    double ignored = 0;
    return std::none_of(cells.begin(), cells.end(),
                        [&](const std::string& cell) { return read_number(cell, ignored); });
  }

  void take_header(const std::vector<std::string>& cells) {
    column_of_cell_.clear();
    for (const std::string& cell : cells) column_of_cell_.push_back(column_named(cell));
    std::vector<bool> seen(all_.size(), false);
    for (const std::size_t column : column_of_cell_) {
      if (seen[column])
        throw bad_header("the column " + isthmus::quoted(all_[column]) + " occurs twice");
      seen[column] = true;
    }
    const auto missing = std::find(seen.begin(), seen.end(), false);
    if (missing == seen.end()) return;
    const auto name = all_[static_cast<std::size_t>(missing - seen.begin())];
    throw bad_header("there is no column " + quoted(name));
  }

  [[nodiscard]] std::size_t column_named(const std::string& name) const {
    const auto found = std::find(all_.begin(), all_.end(), name);
    if (found == all_.end()) {
      throw bad_header("the column " + quoted(name) + " is no input or output of the network");
    }
    return static_cast<std::size_t>(found - all_.begin());
  }

  [[nodiscard]] Error bad_header(std::string cause) const {
    return input_error(std::move(cause), "name each input and output of the network once, or none")
        .at(line_name(line_));
  }

  void take_number(std::size_t cell, const std::string& text) {
    double value = 0;
    if (!read_number(text, value) || !std::isfinite(value)) {
      throw input_error(quoted(text) + " is no finite number of type binary64",
                        "write numbers such as 0.25 or 1e-3")
          .at(line_name(line_) + ", column " + std::to_string(cell + 1));
    }
    columns_[column_of_cell_[cell]].push_back(value);
  }

  const DataNames& names_;
  const DataLimits& limits_;
  std::vector<std::string> all_;
  std::vector<std::vector<double>> columns_;
  std::vector<std::size_t> column_of_cell_;
  std::uint64_t line_ = 0, lines_ = 0;
  bool first_ = true;
};

/// One number of an array; integers too, and truth values as 0 and 1.
double number_at(const NpyArray& array, std::uint64_t index) {
  const std::uint64_t at = index * array.width;
  if (array.kind == 'f') {
    const NumberType type = array.width == 2   ? NumberType::binary16
                            : array.width == 4 ? NumberType::binary32
                                               : NumberType::binary64;
    return load_number(array.numbers.bytes.data() + at, type);
  }
  std::uint64_t value = 0;
  for (std::uint64_t i = 0; i < array.width; ++i) {
    value |= std::uint64_t{array.numbers.bytes.number<std::uint8_t>(at + i)} << (8 * i);
  }
  if (array.kind == 'b') return value == 0 ? 0 : 1;
  if (array.kind == 'u') return static_cast<double>(value);
  const std::uint64_t unused = 64 - 8 * array.width;
  return static_cast<double>(static_cast<std::int64_t>(value << unused) >> unused);
}

const NpyArray& array_named(const NamedArrays& arrays, const std::string& name) {
  for (const auto& [key, array] : arrays) {
    if (key == name) return array;
  }
  throw input_error("there is no array " + quoted(name),
                    "save them with numpy.savez(FILE, x=inputs, y=targets)");
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  std::string text = "(";
  for (const std::uint64_t extent : shape) {
    text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

/// Columns of an array of shape (samples, width), or (samples,) if the width is 1.
std::vector<std::vector<double>> columns_of(const NpyArray& array, std::size_t width,
                                            const char* what, const DataLimits& limits) {
  const std::vector<std::uint64_t>& shape = array.shape;
  const bool flat = shape.size() == 1 && width == 1;
  if (!flat && (shape.size() != 2 || shape[1] != width)) {
    throw input_error("shape " + shape_text(shape) + " where (samples, " + std::to_string(width) +
                          ") is expected",
                      std::string("give a column for each ") + what + " of the network");
  }
  if (width > 0 && shape[0] > limits.numbers / width) {
    throw limit_error("more numbers than are read", "take a part of the samples");
  }
  std::vector<std::vector<double>> columns(width, std::vector<double>(shape[0]));
  for (std::uint64_t s = 0; s < shape[0]; ++s) {
    for (std::size_t i = 0; i < width; ++i) {
      columns[i][s] = number_at(array, s * width + i);
      if (std::isfinite(columns[i][s])) continue;
      throw input_error("the number in row " + std::to_string(s) + ", column " + std::to_string(i) +
                            " is not finite",
                        "leave out samples with missing values");
    }
  }
  return columns;
}

std::vector<std::vector<double>> columns_named(const NamedArrays& arrays, const std::string& name,
                                               std::size_t width, const char* what,
                                               const DataLimits& limits) {
  try {
    return columns_of(array_named(arrays, name), width, what, limits);
  } catch (const Error& error) {
    throw error.at("array " + quoted(name));
  }
}

TrainingData read_training_npz(const std::string& path, const DataNames& names,
                               const DataLimits& limits) {
  const NamedArrays arrays = read_npz(map_file(path), {});
  TrainingData data{columns_named(arrays, "x", names.inputs.size(), "input", limits),
                    columns_named(arrays, "y", names.outputs.size(), "output", limits)};
  if (data.samples() == 0) {
    throw input_error("there are no samples", "save at least one row in x and y");
  }
  if (data.inputs.empty() || data.inputs.front().size() == data.samples()) return data;
  throw input_error("x has " + std::to_string(data.inputs.front().size()) + " rows and y has " +
                        std::to_string(data.samples()),
                    "give a row of each for every sample");
}

TrainingData load_by_name(const std::string& path, const DataNames& names,
                          const DataLimits& limits) {
  if (path.ends_with(".npz")) return read_training_npz(path, names, limits);
  if (!path.ends_with(".csv")) {
    throw input_error("not a known file of samples", "name it .csv or .npz");
  }
  std::ifstream file = open_for_reading(path);
  return read_training_csv(file, names, limits);
}

}  // namespace

TrainingData read_training_csv(std::istream& in, const DataNames& names, const DataLimits& limits) {
  ensure(!names.outputs.empty(), "data are read for a network with outputs");
  return CsvReader(names, limits).read(in);
}

TrainingData load_training_data(const std::string& path, const DataNames& names,
                                const DataLimits& limits) {
  ensure(!names.outputs.empty(), "data are read for a network with outputs");
  try {
    return load_by_name(path, names, limits);
  } catch (const Error& error) {
    throw error.in_file(path);
  }
}

}  // namespace isthmus
