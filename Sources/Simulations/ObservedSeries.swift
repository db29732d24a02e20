import Foundation
import Statistics

/// A kind of figure, drawn day by day as an unchanged pipeline would show it, on the scale that it is judged on.
struct ObservedSeries: Sendable {
  let name: String
  /// What the rows of one run alone make it vary by.
  let floor: Double
  /// The values of a figure over days; the figure's place tells which have a season.
  private let values:
    @Sendable (_ days: Int, _ figure: Int, _ generator: inout SeededGenerator) -> [Double]

  /// Days × figures.
  func draw(_ days: Int, _ figures: Int, _ generator: inout SeededGenerator) -> [[Double]] {
    (0..<figures).map { values(days, $0, &generator) }
  }

  /// Independent days of one law.
  private init(
    _ name: String, floor: Double = 1e-9,
    day: @escaping @Sendable (inout SeededGenerator) -> Double
  ) {
    self.name = name
    self.floor = floor
    values = { days, _, generator in (0..<days).map { _ in day(&generator) } }
  }

  private init(
    _ name: String,
    days: @escaping @Sendable (Int, Int, inout SeededGenerator) -> [Double]
  ) {
    self.name = name
    floor = 1e-9
    values = days
  }

  /// All that limits are tried on.
  static let all = [
    normal, heavy, logNormal, counts, smallShare, largeShare, variedShare, dependent, seasonal,
    heavySeason, trend, oneHeavy,
  ]

  static let normal = ObservedSeries("normal") { $0.normal() }

  /// Student's t with three degrees of freedom: now and then a far value.
  static let heavy = ObservedSeries("heavy tails (t, 3 degrees)") { student(&$0) }

  static let logNormal = ObservedSeries("log-normal, spread 1") { exp($0.normal()) }

  /// Numbers of rows, 30 on average, that vary more than Poisson's law says, on their logarithm.
  static let counts = ObservedSeries("skewed counts", floor: 1 / 30.0.squareRoot()) { generator in
    let mean = 15 * -log((1 - generator.uniform()) * (1 - generator.uniform()))
    return log1p(Double(PoissonSampler(mean: mean).draw(using: &generator)))
  }

  /// Of 400 rows, 0.3 % on average.
  static let smallShare = share("share near 0") { _ in 0.003 }
  static let largeShare = share("share near 1") { _ in 0.997 }
  /// A share that itself varies from day to day, 2 % on average.
  static let variedShare = share("share that varies") { 1 - pow(1 - $0.uniform(), 1.0 / 50) }

  private static func share(
    _ name: String, of rows: Int = 400,
    _ chance: @escaping @Sendable (inout SeededGenerator) -> Double
  ) -> ObservedSeries {
    ObservedSeries(name, floor: 0.5 / Double(rows).squareRoot()) { generator in
      let hits = BinomialSampler.draw(
        trials: rows, probability: chance(&generator), using: &generator)
      return asin((Double(hits) / Double(rows)).squareRoot())
    }
  }

  /// Each value half of the one before.
  static let dependent = ObservedSeries("dependent (AR, 0.5)") { days, _, generator in
    var last = generator.normal() / 0.75.squareRoot()
    return (0..<days).map { _ in
      last = 0.5 * last + generator.normal()
      return last
    }
  }

  /// A weekly season five deviations high in every other figure.
  static let seasonal = ObservedSeries("weekly season") { days, figure, generator in
    (0..<days).map { (figure % 2 == 0 && $0 % 7 >= 5 ? -5 : 0) + generator.normal() }
  }

  /// The same with heavy tails.
  static let heavySeason = ObservedSeries("weekly season, heavy tails") { days, figure, generator in
    (0..<days).map { (figure % 2 == 0 && $0 % 7 >= 5 ? -8 : 0) + student(&generator) }
  }

  /// A trend of a tenth of a deviation a day.
  static let trend = ObservedSeries("trend (0.1 a day)") { days, _, generator in
    (0..<days).map { 0.1 * Double($0) + generator.normal() }
  }

  /// One figure with heavy tails among normal ones.
  static let oneHeavy = ObservedSeries("one of them heavy") { days, figure, generator in
    (0..<days).map { _ in figure == 0 ? student(&generator) : generator.normal() }
  }

  private static func student(_ generator: inout SeededGenerator) -> Double {
    let squares = (0..<3).reduce(0.0) { sum, _ in
      let z = generator.normal()
      return sum + z * z
    }
    return generator.normal() / (squares / 3).squareRoot()
  }
}
