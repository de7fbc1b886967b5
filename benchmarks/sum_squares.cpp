// Times exact sums of squares over a matrix in an .npy file: all of it as one run, and all rows and
// columns. Prints three lines "NAME SECONDS", each the least of five, and the anonymous memory in
// kB.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "isthmus/error.hpp"
#include "isthmus/exact/square_sum.hpp"
#include "isthmus/formats/tensor_files.hpp"
#include "isthmus/network/model_balance.hpp"

namespace {

using namespace isthmus;

template <class Work>
double least_seconds(const Work& work) {
  double least = HUGE_VAL;
  for (int round = 0; round < 5; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    least = std::min(least, seconds.count());
  }
  return least;
}

/// One run for each thread.
Rational whole(const Tensor& tensor, unsigned jobs) {
  std::vector<LongSquareSum> sums(jobs);
  std::vector<std::thread> threads;
  const std::uint64_t size = tensor.size(), width = byte_size(tensor.type);
  for (unsigned i = 0; i < jobs; ++i) {
    const std::uint64_t begin = size / jobs * i, end = i + 1 == jobs ? size : size / jobs * (i + 1);
    threads.emplace_back([&, begin, end, i] {
      sums[i].add_run(tensor.data + begin * width, tensor.type, end - begin);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (unsigned i = 1; i < jobs; ++i) sums[0].merge(sums[i]);
  return sums[0].value();
}

Model as_model(const Tensor& tensor) {
  const auto rows = static_cast<std::uint32_t>(tensor.shape.at(0));
  const auto columns = static_cast<std::uint32_t>(tensor.shape.at(1));
  Model model;
  NodeRun in, out;
  in.prefix = "x", in.count = columns, in.role = Role::input;
  out.prefix = "y", out.count = rows, out.role = Role::output;
  model.runs = {in, out};
  model.tensors = {tensor};
  Link link;
  link.row_stride = columns, link.column_stride = 1;
  link.tails.resize(columns);
  link.heads.resize(rows);
  std::iota(link.tails.begin(), link.tails.end(), 0U);
  std::iota(link.heads.begin(), link.heads.end(), columns);
  model.links = {link};
  return model;
}

long anonymous_kilobytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word == "RssAnon:") {
      long kilobytes = 0;
      status >> kilobytes;
      return kilobytes;
    }
  }
  return 0;
}

void run(const std::string& path, unsigned jobs) {
  const Tensor tensor = read_tensors(path).at(0);
  const Model model = as_model(tensor);
  Rational one_run, total;
  std::cout << "whole " << least_seconds([&] { one_run = whole(tensor, jobs); }) << "\n";
  const double seconds = least_seconds([&] { total = model_balance(model, {jobs}).total; });
  std::cout << "rows-and-columns " << seconds << "\n";
  ensure(one_run == total, "both ways of summing give the same number");
  std::cout << "memory " << anonymous_kilobytes() << "\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: sum_squares MATRIX.npy JOBS\n";
    return 2;
  }
  try {
    run(arguments[1], static_cast<unsigned>(std::max(1, std::atoi(arguments[2]))));
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
}
