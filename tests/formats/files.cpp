#include "isthmus/formats/files.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "formats/pending_file.hpp"
#include "isthmus/error.hpp"
#include "support/message.hpp"

namespace isthmus {
namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone at the end of the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("isthmus-files-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directory(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }
  [[nodiscard]] std::size_t count() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path_)) ++count;
    return count;
  }

 private:
  fs::path path_;
};

void put(const std::string& path, const std::string& content) {
  write_file(path, [&](std::ostream& out) { out << content; });
}

template <class Action>
std::string complaint(const Action& action) {
  return test::message_of([&] {
    action();
    return 0;
  });
}

TEST_CASE("what is written is read back, over an old file and through a link") {
  const Folder folder;
  const std::string path = folder.file("a.txt"), link = folder.file("link");
  put(path, "first, and longer");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  put(path, std::string("second\n\0\xff", 9));
  CHECK(read_file(path) == std::string("second\n\0\xff", 9));
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  fs::create_symlink("a.txt", link);
  put(link, "third");
  CHECK(fs::is_symlink(link));
  CHECK(read_file(path) == "third");
  put(path, "");
  CHECK(read_file(path).empty());
  CHECK(folder.count() == 2);
}

TEST_CASE("a link to nothing, or through others, is written through") {
  const Folder folder;
  fs::create_directory(folder.file("sub"));
  fs::create_symlink("sub/second", folder.file("first"));
  fs::create_symlink("../a.json", folder.file("sub/second"));
  put(folder.file("first"), "text");
  CHECK(fs::is_symlink(folder.file("first")));
  CHECK(fs::is_symlink(folder.file("sub/second")));
  CHECK(read_file(folder.file("a.json")) == "text");
  fs::create_symlink("loop", folder.file("loop"));
  CHECK(complaint([&] { put(folder.file("loop"), "x"); }) ==
        folder.file("loop") + ": too many symbolic links; name another file");
  CHECK(folder.count() == 4);
}

TEST_CASE("a file is made and checked under a name that nothing had, then renamed") {
  const Folder folder;
  const std::string path = folder.file("a.npz");
  std::string own;
  write_checked_file(path, [&](const std::string& name) {
    own = name;
    CHECK(name != path);
    CHECK(name.ends_with(".npz"));
    CHECK(read_file(name).empty());
    put(name, "checked");
    CHECK_FALSE(fs::exists(path));
  });
  CHECK(read_file(path) == "checked");
  CHECK_FALSE(fs::exists(own));
  fs::create_symlink("a.npz", folder.file("link.safetensors"));
  write_checked_file(folder.file("link.safetensors"), [&](const std::string& name) {
    CHECK(name.ends_with(".safetensors"));  // what the user asked for, not what it is called there
    put(name, "again");
  });
  CHECK(fs::is_symlink(folder.file("link.safetensors")));
  CHECK(read_file(path) == "again");
  CHECK(folder.count() == 2);
}

TEST_CASE("what only its owner may read stays so while it is written, and a read-only file after") {
  const Folder folder;
  const std::string path = folder.file("a.npz");
  put(path, "old");
  fs::permissions(path, fs::perms::owner_read);
  write_checked_file(path, [&](const std::string& name) {
    CHECK(fs::status(name).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    put(name, "new");
  });
  CHECK(read_file(path) == "new");
  CHECK(fs::status(path).permissions() == fs::perms::owner_read);
}

TEST_CASE("a file that is not as it should be leaves nothing, and its error names the place") {
  const Folder folder;
  const std::string path = folder.file("a.npz");
  put(path, "old");
  const auto refuse = [](const std::string& name) {
    put(name, "new");
    throw input_error("is wrong", "mend it").in_file(name);
  };
  CHECK(complaint([&] { write_checked_file(path, refuse); }) == path + ": is wrong; mend it");
  CHECK_THROWS_AS(write_checked_file(path,
                                     [](const std::string& name) {
                                       put(name, "half");
                                       throw std::runtime_error("no");
                                     }),
                  std::runtime_error);
  CHECK(read_file(path) == "old");
  CHECK(folder.count() == 1);
  CHECK(complaint([&] {
          write_checked_file(folder.file(""), refuse);
        }).ends_with(": is a folder; name a file that can be read back"));
}

TEST_CASE("pending files are removed when the program ends at once") {
  const Folder folder;
  put(folder.file("a"), "old");
  PendingFile one(folder.file("a")), two(folder.file("b"));
  {
    PendingFile gone(folder.file("c"));
    gone.accept();
  }
  CHECK(folder.count() == 4);
  remove_pending_files();
  CHECK(folder.count() == 2);
  CHECK(read_file(folder.file("a")) == "old");
  CHECK(fs::exists(folder.file("c")));
}

TEST_CASE("a writer that fails leaves the old file and nothing else") {
  const Folder folder;
  const std::string path = folder.file("a.txt");
  put(path, "old");
  const auto fail = [](std::ostream& out) {
    out << "half";
    throw std::runtime_error("no");
  };
  CHECK_THROWS_AS(write_file(path, fail), std::runtime_error);
  CHECK_THROWS_AS(write_file(folder.file("new.txt"), fail), std::runtime_error);
  CHECK(read_file(path) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("a stream that goes bad is an error, whatever the writer thinks") {
  const Folder folder;
  const std::string path = folder.file("a.txt");
  CHECK(complaint([&] {
          write_file(path, [](std::ostream& out) { out.setstate(std::ios::failbit); });
        }).starts_with(path + ": cannot be written"));
  CHECK(folder.count() == 0);
}

TEST_CASE("a full disk is noticed, for a little output and for much") {
  REQUIRE(fs::exists("/dev/full"));
  const std::string expected =
      "/dev/full: cannot be written: No space left on device; write to another place or make room "
      "there";
  CHECK(complaint([] { put("/dev/full", "x"); }) == expected);
  CHECK(complaint([] { put("/dev/full", std::string(1'000'000, 'x')); }) == expected);
}

TEST_CASE("places that cannot be written") {
  const Folder folder;
  const std::string remedy = "; write to another place or make room there";
  const std::string lost = folder.file("no/such/file");
  CHECK(complaint([&] { put(lost, "x"); }) ==
        lost + ": no file can be made in its folder: No such file or directory" + remedy);
  const std::string self = folder.file("");
  CHECK(complaint([&] { put(self, "x"); }) == self + ": is a folder; name a file in it");
}

TEST_CASE("places that cannot be read") {
  const Folder folder;
  const std::string lost = folder.file("lost.json"), self = folder.file("");
  const std::string missing =
      lost + ": cannot be read: No such file or directory; check the name and the permissions";
  CHECK(complaint([&] { return read_file(lost); }) == missing);
  CHECK(complaint([&] { return load_network(lost); }) == missing);
  CHECK(complaint([&] { return read_file(self); }) == self + ": is a folder; name a file in it");
  CHECK(complaint([&] { return load_network(self); }) == self + ": is a folder; name a file in it");
}

TEST_CASE("a network comes from an architecture or from a file, whatever its name") {
  const Folder folder;
  const std::string text =
      R"({"format":"isthmus-network","version":1,"nodes":[{"id":"x","role":"input"}],"edges":[]})";
  CHECK(load_network("mlp:2-3-1").edges.size() == 9);
  put(folder.file("a.json"), text);
  put(folder.file("plain"), " \n" + text);
  CHECK(load_network(folder.file("a.json")).nodes.size() == 1);
  CHECK(load_network(folder.file("plain")).nodes.size() == 1);
}

TEST_CASE("errors of a file name the file") {
  const Folder folder;
  const std::string bad = folder.file("bad.json"), other = folder.file("w.bin");
  put(bad, "{\"format\":7}");
  put(other, "PK\x03\x04");
  CHECK(complaint([&] { return load_network(bad); }) ==
        bad + ": $.format: expected a string, found a number; correct this value");
  const std::string unknown =
      ": not a known format; give a network file (.json), a model file (.onnx, .safetensors, .npz) "
      "or an architecture such as mlp:3-8-1";
  CHECK(complaint([&] { return load_network(other); }) == other + unknown);
  put(other, "");
  CHECK(complaint([&] { return load_network(other); }) == other + unknown);
  CHECK(complaint([&] { return load_network("mlp:3"); }).starts_with("\"mlp:3\": only one layer"));
}

}  // namespace
}  // namespace isthmus
