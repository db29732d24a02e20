#include "CBoostMath.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <limits>

namespace {

namespace policies = boost::math::policies;

// No error may become an exception: C callers cannot catch one.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>,
    policies::discrete_quantile<policies::integer_round_up>>;

using Normal = boost::math::normal_distribution<double, Quiet>;
using Student = boost::math::students_t_distribution<double, Quiet>;
using ChiSquare = boost::math::chi_squared_distribution<double, Quiet>;
using Beta = boost::math::beta_distribution<double, Quiet>;
using Fisher = boost::math::fisher_f_distribution<double, Quiet>;
using Binomial = boost::math::binomial_distribution<double, Quiet>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// The policies silence Boost's own errors; what the standard library may still throw ends here.
template <typename Computation>
double guarded(Computation computation) noexcept {
  try {
    return computation();
  } catch (...) {
    return undefined;
  }
}

bool positive(double value) { return value > 0 && value < std::numeric_limits<double>::infinity(); }
bool share(double value) { return value >= 0 && value <= 1; }
bool trials_and_share(double trials, double probability) {
  return trials >= 0 && trials < std::numeric_limits<double>::infinity() && share(probability);
}

template <typename Distribution>
double lower(const Distribution& distribution, double x) noexcept {
  if (x != x) return undefined;
  return guarded([&] { return boost::math::cdf(distribution, x); });
}

template <typename Distribution>
double upper(const Distribution& distribution, double x) noexcept {
  if (x != x) return undefined;
  return guarded([&] { return boost::math::cdf(boost::math::complement(distribution, x)); });
}

template <typename Distribution>
double inverse(const Distribution& distribution, double probability) noexcept {
  if (!share(probability)) return undefined;
  return guarded([&] { return boost::math::quantile(distribution, probability); });
}

template <typename Distribution>
double upper_inverse(const Distribution& distribution, double probability) noexcept {
  if (!share(probability)) return undefined;
  return guarded(
      [&] { return boost::math::quantile(boost::math::complement(distribution, probability)); });
}

}  // namespace

double assay_normal_cdf(double x) { return lower(Normal(), x); }
double assay_normal_survival(double x) { return upper(Normal(), x); }
double assay_normal_quantile(double probability) {
  // Boost signals infinity as an overflow error whose ignored value is the largest double.
  if (probability == 0) return -std::numeric_limits<double>::infinity();
  if (probability == 1) return std::numeric_limits<double>::infinity();
  return inverse(Normal(), probability);
}

double assay_student_cdf(double x, double degrees) {
  return degrees > 0 ? lower(Student(degrees), x) : undefined;
}
double assay_student_survival(double x, double degrees) {
  return degrees > 0 ? upper(Student(degrees), x) : undefined;
}
double assay_student_quantile(double probability, double degrees) {
  if (!(degrees > 0)) return undefined;
  if (probability == 0) return -std::numeric_limits<double>::infinity();
  if (probability == 1) return std::numeric_limits<double>::infinity();
  return inverse(Student(degrees), probability);
}

double assay_chi_square_cdf(double x, double degrees) {
  if (!positive(degrees)) return undefined;
  return x <= 0 ? 0 : lower(ChiSquare(degrees), x);
}
double assay_chi_square_survival(double x, double degrees) {
  if (!positive(degrees)) return undefined;
  return x <= 0 ? 1 : upper(ChiSquare(degrees), x);
}
double assay_chi_square_quantile(double probability, double degrees) {
  if (!positive(degrees)) return undefined;
  if (probability == 1) return std::numeric_limits<double>::infinity();
  return inverse(ChiSquare(degrees), probability);
}
double assay_chi_square_survival_quantile(double probability, double degrees) {
  if (!positive(degrees)) return undefined;
  if (probability == 0) return std::numeric_limits<double>::infinity();
  return upper_inverse(ChiSquare(degrees), probability);
}

double assay_beta_cdf(double x, double alpha, double beta) {
  if (!positive(alpha) || !positive(beta)) return undefined;
  return x <= 0 ? 0 : x >= 1 ? 1 : lower(Beta(alpha, beta), x);
}
double assay_beta_survival(double x, double alpha, double beta) {
  if (!positive(alpha) || !positive(beta)) return undefined;
  return x <= 0 ? 1 : x >= 1 ? 0 : upper(Beta(alpha, beta), x);
}
double assay_beta_quantile(double probability, double alpha, double beta) {
  if (!positive(alpha) || !positive(beta)) return undefined;
  return inverse(Beta(alpha, beta), probability);
}
double assay_beta_survival_quantile(double probability, double alpha, double beta) {
  if (!positive(alpha) || !positive(beta)) return undefined;
  return upper_inverse(Beta(alpha, beta), probability);
}

double assay_f_cdf(double x, double numerator, double denominator) {
  if (!positive(numerator) || !positive(denominator)) return undefined;
  return x <= 0 ? 0 : lower(Fisher(numerator, denominator), x);
}
double assay_f_survival(double x, double numerator, double denominator) {
  if (!positive(numerator) || !positive(denominator)) return undefined;
  return x <= 0 ? 1 : upper(Fisher(numerator, denominator), x);
}
double assay_f_quantile(double probability, double numerator, double denominator) {
  if (!positive(numerator) || !positive(denominator)) return undefined;
  if (probability == 1) return std::numeric_limits<double>::infinity();
  return inverse(Fisher(numerator, denominator), probability);
}

double assay_binomial_cdf(double successes, double trials, double probability) {
  if (!trials_and_share(trials, probability)) return undefined;
  if (successes < 0) return 0;
  if (successes >= trials) return 1;
  return lower(Binomial(trials, probability), successes);
}
double assay_binomial_survival(double successes, double trials, double probability) {
  if (!trials_and_share(trials, probability)) return undefined;
  if (successes < 0) return 1;
  if (successes >= trials) return 0;
  return upper(Binomial(trials, probability), successes);
}
double assay_binomial_mass(double successes, double trials, double probability) {
  if (!trials_and_share(trials, probability)) return undefined;
  if (successes < 0 || successes > trials) return 0;
  return guarded([&] { return boost::math::pdf(Binomial(trials, probability), successes); });
}

double assay_gamma_survival(double x, double shape) {
  if (!positive(shape) || x != x) return undefined;
  if (x <= 0) return 1;
  return guarded([&] { return boost::math::gamma_q(shape, x, Quiet()); });
}
double assay_log_gamma(double x) {
  if (!positive(x)) return undefined;
  return guarded([&] { return boost::math::lgamma(x, Quiet()); });
}
