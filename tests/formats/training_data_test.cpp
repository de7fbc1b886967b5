// Samples from CSV and .npz, and every way in which they can be wrong.
#include "isthmus/formats/training_data.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>

#include "formats/npz.hpp"
#include "isthmus/error.hpp"
#include "isthmus/formats/files.hpp"
#include "isthmus/network/tensor.hpp"

namespace isthmus {
namespace {

const DataNames names{{"x1", "x2"}, {"y"}};
using Columns = std::vector<std::vector<double>>;

TrainingData read(const std::string& text, const DataLimits& limits = {}) {
  std::istringstream in(text);
  return read_training_csv(in, names, limits);
}

std::string fault(const std::string& text) {
  try {
    static_cast<void>(read(text));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("isthmus-data-" + std::to_string(::getpid()))) {
    std::filesystem::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

Tensor tensor(const std::string& name, std::vector<std::uint64_t> shape,
              const std::vector<double>& values, NumberType type = NumberType::binary64) {
  return make_tensor(name, std::move(shape), type, values);
}

std::string npz_fault(const Folder& folder, const std::vector<Tensor>& tensors) {
  const std::string path = folder.file("bad.npz");
  write_file(path, [&](std::ostream& out) { write_npz(out, tensors); });
  try {
    static_cast<void>(load_training_data(path, names));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("csv: without a header inputs come first, then outputs") {
  const TrainingData data = read("1,2,3\r\n\n -4 ,5e-1,+0.25\n");
  CHECK(data.samples() == 2);
  CHECK(data.inputs == Columns{{1, -4}, {2, 0.5}});
  CHECK(data.targets == Columns{{3, 0.25}});
}

TEST_CASE("csv: a header may name the columns in any order, in quotes too") {
  const TrainingData data = read("y,\"x2\", x1\n1,2,3\n");
  CHECK(data.inputs == Columns{{3}, {2}});
  CHECK(data.targets == Columns{{1}});
  std::istringstream in("\"a,\"\"b\",q\n1,2\n");
  const TrainingData odd = read_training_csv(in, {{"a,\"b"}, {"q"}});
  CHECK(odd.inputs == Columns{{1}});
}

TEST_CASE("csv: a byte order mark is no part of the first name") {
  CHECK(read("\xEF\xBB\xBFx1,x2,y\n1,2,3\n").targets == Columns{{3}});
  CHECK(read("\xEF\xBB\xBF"
             "1,2,3\n")
            .inputs == Columns{{1}, {2}});
}

TEST_CASE("csv: every fault has its line") {
  CHECK(has(fault(""), "there are no samples"));
  CHECK(has(fault("x1,x2,y\n"), "there are no samples"));
  CHECK(has(fault("1,2\n"), "line 1: 2 columns where 3 are expected"));
  CHECK(has(fault("1,2,3\n1,2,3,4\n"), "line 2: 4 columns"));
  CHECK(has(fault("1,2,3\n1,zwei,3\n"), "line 2, column 2: \"zwei\" is no finite number"));
  CHECK(has(fault("1,nan,3\n"), "line 1, column 2"));
  CHECK(has(fault("1,2,inf\n"), "line 1, column 3"));
  CHECK(has(fault("1,2,1e999\n"), "line 1, column 3"));
  CHECK(has(fault("1,,3\n"), "line 1, column 2"));
  CHECK(has(fault("1,0x10,3\n"), "line 1, column 2"));
  CHECK(has(fault("x1,x2,z\n1,2,3\n"), "line 1: the column \"z\" is no input or output"));
  CHECK(has(fault("x1,x2,x2\n1,2,3\n"), "line 1: the column \"x2\" occurs twice"));
  CHECK(has(fault("x1,y\n1,2\n"), "line 1: there is no column \"x2\""));
  CHECK(has(fault("1,2,3\nx1,x2,y\n"), "line 2, column 1"));
}

TEST_CASE("csv: a limit on the numbers") {
  CHECK(read("1,2,3\n1,2,3\n", {6}).samples() == 2);
  CHECK_THROWS_AS(static_cast<void>(read("1,2,3\n1,2,3\n", {5})), const Error&);
}

TEST_CASE("npz: x and y, flat targets, floats of any width") {
  const Folder folder;
  const std::string path = folder.file("data.npz");
  write_file(path, [&](std::ostream& out) {
    write_npz(out, std::vector<Tensor>{tensor("y", {2}, {7, 8}),
                                       tensor("x", {2, 2}, {1, 2, 3, 4.5}, NumberType::binary32)});
  });
  const TrainingData data = load_training_data(path, names);
  CHECK(data.inputs == Columns{{1, 3}, {2, 4.5}});
  CHECK(data.targets == Columns{{7, 8}});
}

TEST_CASE("npz: integers with their sign") {
  const Folder folder;
  const std::string path = folder.file("data.npz");
  const auto bytes = std::make_shared<std::vector<std::byte>>(
      std::vector<std::byte>{std::byte{0xff}, std::byte{0xff}, std::byte{5}, std::byte{0}});
  NpyArray y{'i', 2, {2, 1}, {bytes, ByteView(bytes->data(), bytes->size())}};
  NpyArray x{'u', 1, {2, 2}, {bytes, ByteView(bytes->data(), bytes->size())}};
  write_file(path, [&](std::ostream& out) { write_npz(out, NamedArrays{{"x", x}, {"y", y}}); });
  const TrainingData data = load_training_data(path, names);
  CHECK(data.targets == Columns{{-1, 5}});
  CHECK(data.inputs == Columns{{255, 5}, {255, 0}});
}

TEST_CASE("npz: Fortran order is read, and truth values are labels 0 and 1") {
  const TrainingData data = load_training_data(
      std::string(ISTHMUS_SOURCE_DIR) + "/tests/models/fortran-samples.npz", names);
  CHECK(data.inputs == Columns{{1, 3, 5}, {2, 4, 6}});
  CHECK(data.targets == Columns{{1, 0, 1}});
}

TEST_CASE("npz: what does not fit is named") {
  const Folder folder;
  const Tensor x = tensor("x", {2, 2}, {1, 2, 3, 4});
  CHECK(has(npz_fault(folder, {x}), "array \"y\": there is no array \"y\""));
  CHECK(has(npz_fault(folder, {x, tensor("y", {2, 2}, {1, 2, 3, 4})}),
            "array \"y\": shape (2, 2) where (samples, 1) is expected"));
  CHECK(has(npz_fault(folder, {x, tensor("y", {3, 1}, {1, 2, 3})}), "x has 2 rows and y has 3"));
  CHECK(has(
      npz_fault(folder, {tensor("x", {2, 2}, {1, 2, 3, std::nan("")}), tensor("y", {2}, {1, 2})}),
      "not finite"));
  CHECK(has(npz_fault(folder, {tensor("x", {0, 2}, {}), tensor("y", {0, 1}, {})}),
            "there are no samples"));
}

TEST_CASE("files of other kinds, and files that are not there, are named") {
  CHECK_THROWS_WITH_AS(static_cast<void>(load_training_data("data.txt", names)),
                       doctest::Contains("data.txt: not a known file of samples"), const Error&);
  CHECK_THROWS_WITH_AS(static_cast<void>(load_training_data("/nowhere/data.csv", names)),
                       doctest::Contains("/nowhere/data.csv"), const Error&);
}

}  // namespace isthmus
