// Polynomials in many variables: thin wrappers of FLINT's fmpz_mpoly.
//
// Integer coefficients are enough: fractions are kept as pairs, and the vectors that charts are
// made of may be scaled. Rejected: fmpz_mpoly_q, which FLINT 2.9 keeps in a library of its own
// (Calcium) and which would hide the denominators that a case split is about.
#include "pattern/charts/ring_flint.hpp"

#include <utility>

#include "isthmus/error.hpp"

namespace isthmus {

Polynomial::Polynomial(const Ring& ring, long constant) : ring_(&ring) {
  fmpz_mpoly_init(value_, ring.context());
  fmpz_mpoly_set_si(value_, constant, ring.context());
}

Polynomial Polynomial::variable(const Ring& ring, std::size_t index) {
  Polynomial out(ring);
  fmpz_mpoly_gen(out.value_, static_cast<slong>(index), ring.context());
  return out;
}

Polynomial::Polynomial(const Polynomial& other) : ring_(other.ring_) {
  fmpz_mpoly_init(value_, ring_->context());
  fmpz_mpoly_set(value_, other.value_, ring_->context());
}

Polynomial::Polynomial(Polynomial&& other) noexcept : ring_(other.ring_) {
  fmpz_mpoly_init(value_, ring_->context());
  fmpz_mpoly_swap(value_, other.value_, ring_->context());
}

Polynomial& Polynomial::operator=(Polynomial other) noexcept {
  std::swap(ring_, other.ring_);
  std::swap(value_[0], other.value_[0]);
  return *this;
}

std::size_t Polynomial::terms() const {
  return static_cast<std::size_t>(fmpz_mpoly_length(value_, ring_->context()));
}

std::size_t Polynomial::degree(std::size_t variable) const {
  const slong degree = fmpz_mpoly_degree_si(value_, static_cast<slong>(variable), ring_->context());
  return degree < 0 ? 0 : static_cast<std::size_t>(degree);
}

Polynomial Polynomial::coefficient(std::size_t variable, std::size_t power) const {
  Polynomial out(*ring_);
  const slong index = static_cast<slong>(variable);
  const ulong exponent = power;
  fmpz_mpoly_get_coeff_vars_ui(out.value_, value_, &index, &exponent, 1, ring_->context());
  return out;
}

std::pair<Integer, std::vector<std::uint32_t>> Polynomial::term(std::size_t index) const {
  std::pair<Integer, std::vector<std::uint32_t>> out;
  fmpz_t coefficient;
  fmpz_init(coefficient);
  fmpz_mpoly_get_term_coeff_fmpz(coefficient, value_, static_cast<slong>(index), ring_->context());
  fmpz_get_mpz(out.first.backend().data(), coefficient);
  fmpz_clear(coefficient);
  std::vector<ulong> powers(ring_->variables());
  fmpz_mpoly_get_term_exp_ui(powers.data(), value_, static_cast<slong>(index), ring_->context());
  for (const ulong power : powers) out.second.push_back(static_cast<std::uint32_t>(power));
  return out;
}

Polynomial Polynomial::operator-() const {
  Polynomial out(*ring_);
  fmpz_mpoly_neg(out.value_, value_, ring_->context());
  return out;
}

Polynomial& Polynomial::operator+=(const Polynomial& other) {
  fmpz_mpoly_add(value_, value_, other.value_, ring_->context());
  return *this;
}

Polynomial& Polynomial::operator-=(const Polynomial& other) {
  fmpz_mpoly_sub(value_, value_, other.value_, ring_->context());
  return *this;
}

Polynomial& Polynomial::operator*=(const Polynomial& other) {
  fmpz_mpoly_mul(value_, value_, other.value_, ring_->context());
  return *this;
}

std::optional<Polynomial> Polynomial::divided_by(const Polynomial& other) const {
  Polynomial out(*ring_);
  if (fmpz_mpoly_divides(out.value_, value_, other.value_, ring_->context()) == 0) return {};
  return out;
}

Polynomial Polynomial::exactly_by(const Polynomial& other) const {
  std::optional<Polynomial> out = divided_by(other);
  ensure(out.has_value(), "a polynomial is a multiple of its divisor");
  return *std::move(out);
}

Polynomial Polynomial::gcd(const Polynomial& a, const Polynomial& b) {
  Polynomial out(*a.ring_);
  const bool done = fmpz_mpoly_gcd(out.value_, a.value_, b.value_, a.ring_->context()) != 0;
  ensure(done, "FLINT finds the greatest common divisor of two polynomials");
  return out;
}

std::vector<Polynomial> Polynomial::factors() const {
  std::vector<Polynomial> out;
  fmpz_mpoly_factor_t found;
  fmpz_mpoly_factor_init(found, ring_->context());
  const bool done = fmpz_mpoly_factor(found, value_, ring_->context()) != 0;
  const slong count = done ? fmpz_mpoly_factor_length(found, ring_->context()) : 0;
  for (slong i = 0; i < count; ++i) {
    out.emplace_back(*ring_);
    fmpz_mpoly_factor_get_base(out.back().value_, found, i, ring_->context());
  }
  fmpz_mpoly_factor_clear(found, ring_->context());
  ensure(done, "FLINT factors a polynomial");
  return out;
}

Polynomial Polynomial::at_fraction(std::size_t variable, const Polynomial& q,
                                   const Polynomial& h) const {
  const std::size_t top = degree(variable);
  if (top == 0) return *this;
  const Polynomial minus_q = -q;
  Polynomial out = coefficient(variable, top), power(*ring_, 1);
  for (std::size_t e = top; e-- > 0;) {
    power *= h;
    out *= minus_q;
    out += coefficient(variable, e) * power;
  }
  return out;
}

Integer Polynomial::at(const std::vector<Integer>& point) const {
  Integer sum = 0;
  for (std::size_t t = 0; t < terms(); ++t) {
    auto [value, powers] = term(t);
    for (std::size_t v = 0; v < powers.size(); ++v) {
      for (std::uint32_t e = 0; e < powers[v]; ++e) value *= point[v];
    }
    sum += value;
  }
  return sum;
}

void cancel(Polynomial& a, Polynomial& b) {
  const Polynomial common = Polynomial::gcd(a, b);
  if (common.is_one()) return;
  a = a.exactly_by(common);
  b = b.exactly_by(common);
}

}  // namespace isthmus
