#pragma once

// Distribution and special functions of Boost.Math behind plain C names.
//
// Every function answers not-a-number when an argument is outside its domain, infinity or zero where
// the mathematics overflows or underflows, and never throws. A `_survival` is the upper tail, kept
// apart from the `_cdf` because 1 - cdf loses all digits there.

#ifdef __cplusplus
extern "C" {
#endif

double assay_normal_cdf(double x);
double assay_normal_survival(double x);
double assay_normal_quantile(double probability);

double assay_student_cdf(double x, double degrees);
double assay_student_survival(double x, double degrees);
double assay_student_quantile(double probability, double degrees);

double assay_chi_square_cdf(double x, double degrees);
double assay_chi_square_survival(double x, double degrees);
double assay_chi_square_quantile(double probability, double degrees);
double assay_chi_square_survival_quantile(double probability, double degrees);

double assay_beta_cdf(double x, double alpha, double beta);
double assay_beta_survival(double x, double alpha, double beta);
double assay_beta_quantile(double probability, double alpha, double beta);
double assay_beta_survival_quantile(double probability, double alpha, double beta);

double assay_f_cdf(double x, double numerator, double denominator);
double assay_f_survival(double x, double numerator, double denominator);
double assay_f_quantile(double probability, double numerator, double denominator);

// P(X <= successes) and P(X > successes) for a binomial X.
double assay_binomial_cdf(double successes, double trials, double probability);
double assay_binomial_survival(double successes, double trials, double probability);
double assay_binomial_mass(double successes, double trials, double probability);

double assay_gamma_survival(double x, double shape);
double assay_log_gamma(double x);

#ifdef __cplusplus
}
#endif
