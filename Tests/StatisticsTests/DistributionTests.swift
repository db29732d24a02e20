import Statistics
import Testing

@Suite struct DistributionTests {
  @Test(arguments: Golden.values.distributions)
  func `distribution functions equal SciPy's`(call: Golden.Call) throws {
    let value = try #require(Self.value(of: call))
    // 1e-300 is left of what a quantile can be checked by: SciPy and Boost stop at different
    // digits.
    #expect(
      agree(value, call.expected.value, relative: 1e-9, absolute: 1e-300),
      "\(value) instead of \(call.expected.value)")
  }

  static func value(of call: Golden.Call) -> Double? {
    let a = call.arguments.map(\.value)
    switch call.function {
    case "normal.cumulative": return NormalDistribution.cumulative(a[0])
    case "normal.survival": return NormalDistribution.survival(a[0])
    case "normal.quantile": return NormalDistribution.quantile(a[0])
    case "student.cumulative": return StudentDistribution(degrees: a[1]).cumulative(a[0])
    case "student.survival": return StudentDistribution(degrees: a[1]).survival(a[0])
    case "student.quantile": return StudentDistribution(degrees: a[1]).quantile(a[0])
    case "chiSquare.cumulative": return ChiSquareDistribution(degrees: a[1]).cumulative(a[0])
    case "chiSquare.survival": return ChiSquareDistribution(degrees: a[1]).survival(a[0])
    case "chiSquare.quantile": return ChiSquareDistribution(degrees: a[1]).quantile(a[0])
    case "f.cumulative": return FDistribution(numerator: a[1], denominator: a[2]).cumulative(a[0])
    case "f.survival": return FDistribution(numerator: a[1], denominator: a[2]).survival(a[0])
    case "f.quantile": return FDistribution(numerator: a[1], denominator: a[2]).quantile(a[0])
    case "beta.cumulative": return BetaDistribution(alpha: a[1], beta: a[2]).cumulative(a[0])
    case "beta.survival": return BetaDistribution(alpha: a[1], beta: a[2]).survival(a[0])
    case "beta.quantile": return BetaDistribution(alpha: a[1], beta: a[2]).quantile(a[0])
    case "binomial.cumulative":
      return BinomialDistribution(trials: Int(a[1]), probability: a[2]).cumulative(Int(a[0]))
    case "binomial.survival":
      return BinomialDistribution(trials: Int(a[1]), probability: a[2]).survival(Int(a[0]))
    case "binomial.mass":
      return BinomialDistribution(trials: Int(a[1]), probability: a[2]).mass(Int(a[0]))
    case "logGamma": return LogGamma.value(a[0])
    case "kolmogorov.survival": return KolmogorovDistribution.survival(a[0])
    default: return nil
    }
  }

  @Test func `not-a-number goes through every function without harm`() {
    #expect(NormalDistribution.cumulative(.nan).isNaN)
    #expect(NormalDistribution.quantile(.nan).isNaN)
    #expect(StudentDistribution(degrees: .nan).survival(1).isNaN)
    #expect(ChiSquareDistribution(degrees: 3).survival(.nan).isNaN)
    #expect(BetaDistribution(alpha: 1, beta: 1).cumulative(.nan).isNaN)
    #expect(FDistribution(numerator: 1, denominator: 1).survival(.nan).isNaN)
    #expect(BinomialDistribution(trials: -1, probability: 0.5).cumulative(0).isNaN)
    #expect(LogGamma.value(-1).isNaN)
    #expect(KolmogorovDistribution.survival(.nan).isNaN)
  }

  @Test(arguments: [0.001, 0.025, 0.3, 0.5, 0.9, 0.999])
  func `a binomial quantile is the first count that reaches the probability`(target: Double) throws
  {
    let distribution = BinomialDistribution(trials: 37, probability: 0.3)
    let count = try #require(distribution.quantile(target))
    #expect(distribution.cumulative(count) >= target)
    #expect(count == 0 || distribution.cumulative(count - 1) < target)
  }
}

@Suite("The logarithm of a factorial")
struct LogFactorialTests {
  @Test(
    "from the series is that of the gamma function",
    arguments: [255, 256, 257, 1_000, 105_475, 1_000_000_000])
  func series(n: Int) {
    let expected = LogGamma.value(Double(n) + 1)
    #expect(abs(LogGamma.factorial(n) - expected) <= 1e-14 * expected)
  }
}
