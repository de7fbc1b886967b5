// Files of arrays: what NumPy wrote, what we write, and what is wrong with others.
#include "isthmus/formats/tensor_files.hpp"

#include <doctest/doctest.h>

#include "formats/npz.hpp"
#include "formats/safetensors.hpp"
#include "formats/tensor_bytes.hpp"
#include "isthmus/formats/files.hpp"

using namespace isthmus;
using test::fault_of;
using test::little_endian;
using test::npy;
using test::safetensors;

namespace {

std::vector<double> numbers_of(const Tensor& tensor) {
  std::vector<double> numbers;
  for (std::uint64_t i = 0; i < tensor.size(); ++i) numbers.push_back(tensor.at(i));
  return numbers;
}

std::vector<Tensor> tensors_of_every_type() {
  return {make_tensor("a", {2, 3}, NumberType::binary32, {1, -2, 0.5, 0, 1e-40F, 3e38F}),
          make_tensor("layer.0/weight", {3}, NumberType::binary64, {1e-300, 0.1, -7}),
          make_tensor("h", {1, 2}, NumberType::binary16, {65504, 0x1p-24}),
          make_tensor("b", {2, 1, 1}, NumberType::bfloat16, {0x1.02p100, -0.0}),
          make_tensor("scalar", {}, NumberType::binary32, {4}),
          make_tensor("none", {0, 5}, NumberType::binary32, {})};
}

void check_same(const std::vector<Tensor>& read, const std::vector<Tensor>& written, bool widened) {
  REQUIRE(read.size() == written.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    CHECK(read[i].name == written[i].name);
    CHECK(read[i].shape == written[i].shape);
    CHECK(numbers_of(read[i]) == numbers_of(written[i]));
    const bool wider = widened && written[i].type == NumberType::bfloat16;
    CHECK(read[i].type == (wider ? NumberType::binary32 : written[i].type));
  }
}

void check_numpy_file(const std::string& name) {
  const std::vector<Tensor> tensors = read_tensors(test::models_folder() + name);
  REQUIRE(tensors.size() == 3);
  CHECK(tensors[0].name == "fc1.weight");
  CHECK(tensors[0].type == NumberType::binary32);
  CHECK(tensors[0].shape == std::vector<std::uint64_t>{3, 2});
  CHECK(numbers_of(tensors[0]) == std::vector<double>{0, 0.125, 0.25, 0.375, 0.5, 0.625});
  CHECK(tensors[1].type == NumberType::binary64);
  CHECK(numbers_of(tensors[1]) == std::vector<double>{1, -2, 0.5});
  CHECK(tensors[2].type == NumberType::binary16);
  CHECK(numbers_of(tensors[2]) == std::vector<double>{0.25, -4, 65504});
}

/// Reads the text as a file of the given ending; true if it was refused by an error of ours.
bool refused(const std::string& ending, const std::string& content) {
  const OwnedBytes file = test::owned(content);
  const std::string message = test::message_of([&] {
    if (ending == "npz") return read_npz(file, {}).size();
    return read_safetensors(file, {}).size();
  });
  return message != "no error";
}

/// Every truncation is refused, and a change of any one byte does no harm.
void check_damage(const std::string& ending, const std::string& content) {
  for (std::size_t size = 0; size < content.size(); ++size) {
    if (!refused(ending, content.substr(0, size))) FAIL("cut at ", size, " was accepted");
  }
  std::size_t refusals = 0;
  for (std::size_t i = 0; i < content.size(); ++i) {
    std::string changed = content;
    changed[i] = static_cast<char>(changed[i] ^ 0x41);
    refusals += refused(ending, changed) ? 1 : 0;
  }
  CHECK(refusals > content.size() / 3);
}

std::string simple_npz() {
  return test::npz_text({make_tensor("a", {2}, NumberType::binary32, {1, 2}),
                         make_tensor("b", {1}, NumberType::binary32, {3})});
}

/// Replaces the first occurrence, which must be there.
std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string fault_of_header(const std::string& header, const std::string& numbers = {}) {
  return fault_of("m.npy", npy(header, numbers));
}

}  // namespace

TEST_CASE("arrays that NumPy wrote, stored, deflated and alone") {
  check_numpy_file("stored.npz");
  check_numpy_file("deflated.npz");
  const std::vector<Tensor> single = read_tensors(test::models_folder() + "single.npy");
  REQUIRE(single.size() == 1);
  CHECK(single[0].name == "array");
  CHECK(single[0].shape == std::vector<std::uint64_t>{3, 2});
  CHECK(single[0].at(5) == 0.625);
}

TEST_CASE("what is written is read back, and written again the same") {
  const std::vector<Tensor> tensors = tensors_of_every_type();
  const test::Workspace workspace;
  const std::string npz = test::npz_text(tensors), safe = test::safetensors_text(tensors);
  const auto from_npz = read_tensors(workspace.write("m.npz", npz));
  check_same(from_npz, tensors, true);
  CHECK(test::npz_text(from_npz) == npz);
  const auto from_safe = read_tensors(workspace.write("m.safetensors", safe));
  check_same(from_safe, tensors, false);
  CHECK(test::safetensors_text(from_safe) == safe);
  CHECK(read_tensors(workspace.write("none.npz", test::npz_text({}))).empty());
  CHECK(read_tensors(workspace.write("none.safetensors", test::safetensors_text({}))).empty());
}

TEST_CASE("names that cannot be written") {
  const auto named = [](const std::string& name) {
    return make_tensor(name, {1}, NumberType::binary32, {1});
  };
  CHECK(test::message_of([&] { return test::npz_text({named("../a")}); }) ==
        "\"../a\": cannot be the name of an array; rename it");
  CHECK(test::message_of([&] {
          return test::npz_text({named("a"), named("a")});
        }) == "\"a\": two arrays of this name; rename one");
  CHECK(test::message_of([&] {
          return test::safetensors_text({named("a"), named("a")});
        }) == "\"a\": two tensors of this name; rename one");
  CHECK(test::message_of([&] { return test::safetensors_text({named("__metadata__")}); }) ==
        "__metadata__: is no name for a tensor; rename it");
  CHECK(test::message_of([&] { return test::safetensors_text({named("\xff")}); }) ==
        "\"\\xff\": the name is not UTF-8; rename this tensor");
  Tensor empty = named("a");
  empty.data = nullptr;
  const std::string nothing = "\"a\": has no numbers; write a model that has weights";
  CHECK(test::message_of([&] { return test::npz_text({empty}); }) == nothing);
  CHECK(test::message_of([&] { return test::safetensors_text({empty}); }) == nothing);
}

TEST_CASE("damaged files are refused, wherever the damage is") {
  check_damage("npz", simple_npz());
  check_damage("npz", read_file(test::models_folder() + "deflated.npz"));
  check_damage("safetensors", test::safetensors_text(tensors_of_every_type()));
}

TEST_CASE("files that are something else") {
  CHECK(fault_of("m.npy", "") ==
        "m.npy: is no NumPy array; write it with numpy.save or numpy.savez");
  CHECK(fault_of("m.npz", "PK") ==
        "m.npz: is no zip archive, or truncated; write the archive anew with numpy.savez");
  CHECK(fault_of("m.safetensors", "{\"a\":0}") ==
        "m.safetensors: the file is truncated or damaged; get a complete copy of it");
  CHECK(fault_of("m.safetensors", "{\"a\":0, \"b\":1}") ==
        "m.safetensors: a header of 2318280934431990395 bytes is too long; is this a safetensors "
        "file?");
  CHECK(fault_of("m.txt", "") ==
        "m.txt: not a known file of arrays; name it .npy, .npz or .safetensors");
  CHECK(test::message_of([] { return read_tensors("/nowhere.npz"); }) ==
        "/nowhere.npz: cannot be read: No such file or directory; check the name and the "
        "permissions");
  const test::Workspace folder;
  std::filesystem::create_directory(folder.path("d.npz"));
  CHECK(test::message_of([&] { return read_tensors(folder.path("d.npz")); }) ==
        folder.path("d.npz") + ": is a folder; name a file in it");
}

TEST_CASE("arrays in Fortran order are the same arrays, byte for byte") {
  const std::vector<Tensor> three = read_tensors(test::models_folder() + "fortran.npy");
  REQUIRE(three.size() == 1);
  CHECK(three[0].shape == std::vector<std::uint64_t>{2, 3, 4});
  for (std::uint64_t i = 0; i < 24; ++i) CHECK(three[0].at(i) == static_cast<double>(i));
  const std::vector<Tensor> columns = read_tensors(test::models_folder() + "fortran.npz");
  const std::vector<Tensor> rows = read_tensors(test::models_folder() + "stored.npz");
  CHECK(read_file(test::models_folder() + "fortran.npz").find("'fortran_order': True") !=
        std::string::npos);
  REQUIRE(columns.size() == rows.size());
  for (std::size_t t = 0; t < rows.size(); ++t) {
    CHECK(columns[t].name == rows[t].name);
    CHECK(columns[t].type == rows[t].type);
    REQUIRE(columns[t].shape == rows[t].shape);
    CHECK(std::memcmp(columns[t].data, rows[t].data, rows[t].size() * byte_size(rows[t].type)) ==
          0);
  }
  const std::string start = "{'descr': '<f4', 'fortran_order': True, 'shape': ";
  CHECK(fault_of_header(start + "(2, 2)}", "1234") ==
        "m.npy: the file is truncated or damaged; get a complete copy of it");
  const test::Workspace workspace;
  const std::string none = workspace.write("n.npy", test::npy(start + "(0, 2, 2)}", ""));
  CHECK(read_tensors(none).front().size() == 0);
}

TEST_CASE("arrays of NumPy that are no weights") {
  const auto fault = [](const std::string& name) {
    return fault_of("m.npy", read_file(test::models_folder() + name + ".npy"));
  };
  CHECK(fault("integers") == "m.npy: holds integers; save weights as float32 or float64");
  CHECK(fault("objects") ==
        "m.npy: holds Python objects, which are never unpickled (NumPy type \"|O\"); save arrays "
        "of numbers");
  CHECK(fault("big-endian") ==
        "m.npy: big-endian numbers (NumPy type \">f4\"); save "
        "array.astype(array.dtype.newbyteorder('<'))");
  CHECK(fault("truth") == "m.npy: holds truth values; save weights as float32 or float64");
  CHECK(fault("words") ==
        "m.npy: holds no numbers that can be weights (NumPy type \"<U1\"); save it as float32 or "
        "float64");
  CHECK(fault("complex") ==
        "m.npy: holds no plain numbers (NumPy type \"<c16\"); save it as float32 or float64");
  CHECK(fault("record") == "m.npy: a structured array; save one array of numbers for each field");
}

TEST_CASE("headers of arrays that are garbled or lie") {
  const std::string garbled =
      "m.npy: the header of this array is garbled; write the file anew with numpy.save";
  for (const char* header :
       {"", "{", "{}", "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,)}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x",
        "{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}"}) {
    CAPTURE(header);
    CHECK(fault_of_header(header, "1234") == garbled);
  }
  const std::string start = "{'descr': '<f4', 'fortran_order': False, 'shape': ";
  CHECK(fault_of_header(start + "(2,)}", "1234") ==
        "m.npy: the file is truncated or damaged; get a complete copy of it");
  CHECK(fault_of_header(start + "(1,)}", "12345") ==
        "m.npy: more bytes than its shape says; write the file anew with numpy.save");
  CHECK(fault_of_header(start + "(4294967296, 4294967296)}", "1234") ==
        "m.npy: the shape of this array is too large; correct the file");
  CHECK(fault_of("m.npy", "\x93NUMPY\x09") ==
        "m.npy: version 9 of the .npy format is not known; write the file anew with numpy.save");
  CHECK(fault_of("m.npy", std::string("\x93NUMPY\x02\0\xff\xff\xff\xff", 12)) ==
        "m.npy: the header of this array is too long; correct the file");
}

TEST_CASE("archives that lie") {
  const std::string good = simple_npz();

  CHECK(fault_of("m.npz", with(good, "{'descr'", "{'desCr'")) ==
        "m.npz: \"a.npy\": its checksum does not fit its bytes; get a complete copy of the file");
  CHECK(fault_of("m.npz", with(with(good, "b.npy", "a.npy"), "b.npy", "a.npy")) ==
        "m.npz: \"a.npy\": is there twice; give every array a name of its own");
  CHECK(fault_of("m.npz", with(with(good, "b.npy", "b.txt"), "b.npy", "b.txt")) ==
        "m.npz: \"b.txt\": is no array; an .npz file holds nothing but members called NAME.npy");
  CHECK(fault_of("m.npz", with(good, "b.npy", "c.npy")) ==
        "m.npz: \"b.npy\": a garbled archive: its directory names another member; write the "
        "archive anew with numpy.savez");
  // The second directory entry: flags, method, and where its member begins.
  std::string bytes = good;
  const std::size_t entry = good.rfind(std::string("PK\x01\x02"));
  bytes[entry + 8] = 1;
  CHECK(fault_of("m.npz", bytes) ==
        "m.npz: \"b.npy\": an encrypted member; write the archive anew with numpy.savez");
  bytes = good;
  bytes[entry + 10] = 12;
  CHECK(fault_of("m.npz", bytes) ==
        "m.npz: \"b.npy\": a member packed by method 12; write the archive anew with numpy.savez");
}

TEST_CASE("two members on the same bytes, and bombs") {
  // Both entries of the directory lead to the first member, which is called like the second too.
  std::string bytes = test::npz_text({make_tensor("a", {1}, NumberType::binary32, {1})});
  const std::size_t first = bytes.find("PK\x01\x02"), last = bytes.find("PK\x06\x06");
  const std::string entry = bytes.substr(first, last - first);
  std::string twice = bytes.substr(0, last) + entry + bytes.substr(last);
  const std::size_t end64 = last + entry.size();
  twice.replace(end64 + 24, 8, little_endian(2, 8));
  twice.replace(end64 + 32, 8, little_endian(2, 8));
  twice.replace(end64 + 40, 8, little_endian(2 * entry.size(), 8));
  twice.replace(twice.size() - 22 - 12, 8, little_endian(end64, 8));
  CHECK(fault_of("m.npz", twice) ==
        "m.npz: \"a.npy\": overlaps another member; write the archive anew with numpy.savez");

  // A deflated member whose size is a lie, large and small.
  const std::string deflated = read_file(test::models_folder() + "deflated.npz");
  const std::size_t at = deflated.find("PK\x01\x02") + 24;
  const auto sized = [&](std::uint64_t size) {
    return std::string(deflated).replace(at, 4, little_endian(size, 4));
  };
  CHECK(
      fault_of("m.npz", sized(4'000'000'000))
          .starts_with(
              "m.npz: \"fc1.weight.npy\": claims 4000000000 bytes, more than can be packed into "));
  for (const std::uint64_t size : {0, 100, 151, 153, 10'000}) {
    CHECK(fault_of("m.npz", sized(size)) ==
          "m.npz: \"fc1.weight.npy\": its compressed bytes are damaged; get a complete copy of the "
          "file");
  }
  const auto read_little = [](const std::string& path) {
    TensorFileLimits limits;
    limits.inflated = 300;
    return read_tensors(path, limits);
  };
  CHECK(fault_of("m.npz", deflated, read_little) ==
        "m.npz: the compressed arrays are too large; save with numpy.savez, which does not "
        "compress");
}

TEST_CASE("headers of safetensors that are garbled or lie") {
  const auto fault = [](const std::string& header, const std::string& numbers = {}) {
    return fault_of("m.safetensors", safetensors(header, numbers));
  };
  const std::string again = "; write the file anew";
  CHECK(
      fault(R"({"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})", "12345678") ==
      "m.safetensors: \"a\": numbers of type \"I64\" cannot be weights; leave this tensor out, or "
      "save it as F32");
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})", "12345678") ==
        "m.safetensors: \"a\": its offsets and its shape disagree" + again);
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
              R"("b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})",
              "12345678") == "m.safetensors: \"b\": overlaps another tensor" + again);
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})", "12345678") ==
        "m.safetensors: \"a\": bytes before it belong to no tensor" + again);
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})", "12345678") ==
        "m.safetensors: bytes at its end belong to no tensor" + again);
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "1234567") ==
        "m.safetensors: \"a\": the file is truncated or damaged; get a complete copy of it");
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}})") ==
        "m.safetensors: \"a\": the shape of this tensor is too large; correct the file");
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}})") ==
        "m.safetensors: $.a.shape[0]: expected a whole number below 2^64; correct this value");
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[1]}})") ==
        "m.safetensors: $.a: no \"data_offsets\"; add it");
  CHECK(fault(R"({"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},)"
              R"("a":{"dtype":"F32","shape":[],"data_offsets":[4,8]}})",
              "12345678") == "m.safetensors: $.a: is there twice; keep one of them");
  CHECK(fault(std::string(100'000, '[')) ==
        "m.safetensors: $: expected an object, found an array; correct this value");
  CHECK(
      fault(
          R"({"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})",
          "1234") == "no error");
}
