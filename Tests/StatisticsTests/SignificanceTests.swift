import Statistics
import Testing

@Suite struct SignificanceTests {
  @Test func `Kolmogorov–Smirnov p-values equal SciPy's`() throws {
    for golden in Golden.values.ordered {
      let outcome = try KolmogorovSmirnovTest.test(golden.first.sample, golden.second.sample)
      let exact = max(golden.first.count, golden.second.count) <= 10_000
      #expect(outcome.method == (exact ? "exact" : "asymptotic"))
      // Above 10,000 rows SciPy evaluates the one-sample distribution at n·m/(n+m) rows; ours is
      // the limit with a finite-size shift.
      #expect(
        agree(outcome.pValue, golden.pValue, relative: exact ? 1e-9 : 2e-3, absolute: 1e-300),
        "\(golden.first.count), \(golden.second.count): \(outcome.pValue), not \(golden.pValue)")
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `exact p-values of 10,000 and 9,999 rows end`() throws {
    let first = (0..<10_000).map { Double($0) }
    let second = (0..<9_999).map { Double($0) + 9_000 }
    let outcome = try KolmogorovSmirnovTest.test(first, second)
    #expect(outcome.pValue == 0 || outcome.pValue < 1e-200)
  }

  @Test func `a histogram never hides more than its error bound`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      let first = (0..<60).map { _ in generator.normal() }
      let second = (0..<45).map { _ in generator.normal() + 0.4 }
      let exact = try KolmogorovSmirnovTest.test(first, second)
      func bins(_ sample: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: 12)
        for value in sample { counts[max(0, min(11, Int((value + 3) * 2)))] += 1 }
        return counts
      }
      let binned = try KolmogorovSmirnovTest.test(reference: bins(first), current: bins(second))
      let bound = try #require(binned.errorBound)
      #expect(binned.statistic <= exact.statistic + 1e-12)
      #expect(exact.statistic <= binned.statistic + bound + 1e-12)
    }
  }

  @Test func `chi-square equals SciPy's where its limit holds`() throws {
    for golden in Golden.values.tables.limit {
      let outcome = try ChiSquareTest.test(table: golden.table)
      #expect(outcome.method == "asymptotic")
      #expect(agree(outcome.statistic, golden.statistic))
      #expect(agree(outcome.pValue, golden.pValue))
      #expect(outcome.degreesOfFreedom == Double(golden.degrees))
    }
  }

  @Test func `chi-square of sparse tables equals the listing of all tables within chance`() throws {
    for golden in Golden.values.tables.exact {
      let outcome = try ChiSquareTest.test(table: golden.table)
      #expect(outcome.method == "monteCarlo")
      // Fifty extremes leave a relative standard error of 1/√50.
      #expect(
        agree(outcome.pValue, golden.pValue, relative: 0.6, absolute: 0.002),
        "\(golden.table): \(outcome.pValue), not \(golden.pValue)")
    }
  }

  @Test func `chi-square over thousands of sparse categories keeps its level`() throws {
    var generator = SeededGenerator(seed: 29)
    let weights = (1...1_500).map { 1 / Double($0) }
    var rejected = 0
    for _ in 0..<6 {
      let a = MultinomialSampler.draw(rows: 2_000, weights: weights, using: &generator)
      let b = MultinomialSampler.draw(rows: 1_000, weights: weights, using: &generator)
      let outcome = try ChiSquareTest.test(reference: a, current: b)
      if outcome.pValue < 0.05 { rejected += 1 }
    }
    #expect(rejected <= 2)
  }

  @Test func `the moments of chi-square equal those of all tables with the same totals`() throws {
    for (columns, first) in [([1, 1, 2, 3, 5], 4), ([2, 2, 2, 1, 4], 6), ([7, 3, 3], 5)] {
      var mass = 0.0
      var sum = 0.0
      var squares = 0.0
      var cells = [Int](repeating: 0, count: columns.count)
      func visit(_ column: Int, _ left: Int, _ ways: Double) throws {
        guard column < columns.count else {
          guard left == 0 else { return }
          let statistic = try ChiSquareTest.test(
            table: [cells, zip(columns, cells).map { $0 - $1 }]
          ).statistic
          mass += ways
          sum += ways * statistic
          squares += ways * statistic * statistic
          return
        }
        var choices = 1.0
        for count in 0...min(left, columns[column]) {
          cells[column] = count
          try visit(column + 1, left - count, ways * choices)
          choices *= Double(columns[column] - count) / Double(count + 1)
        }
        cells[column] = 0
      }
      try visit(0, first, 1)
      let moments = try #require(ChiSquareMoments(totals: columns, first: first))
      let mean = sum / mass
      #expect(agree(moments.mean, mean))
      #expect(agree(moments.variance, squares / mass - mean * mean, relative: 1e-9))
    }
  }

  @Test func `chi-square sees a change that is spread over thousands of rare categories`() throws {
    var generator = SeededGenerator(seed: 67)
    let even = [Double](repeating: 1, count: 10_000)
    let half = even.indices.map { $0 < 5_000 ? 1.0 : 0 }
    let a = MultinomialSampler.draw(rows: 10_000, weights: even, using: &generator)
    let b = MultinomialSampler.draw(rows: 10_000, weights: half, using: &generator)
    let outcome = try ChiSquareTest.test(reference: a, current: b)
    #expect(outcome.method == "moments")
    #expect(outcome.pValue < 1e-6)
  }

  @Test func `one category or one filled window changes nothing`() throws {
    #expect(try ChiSquareTest.test(reference: [5], current: [7]).pValue == 1)
    #expect(try ChiSquareTest.test(reference: [5, 0], current: [7, 0]).pValue == 1)
    #expect(throws: Undefined.self) { try ChiSquareTest.test(reference: [0], current: [7]) }
  }

  @Test func `McNemar's p-values equal statsmodels'`() throws {
    for golden in Golden.values.mcNemar {
      let outcome = try McNemarTest.test(firstOnly: golden.first, secondOnly: golden.second)
      #expect(agree(outcome.pValue, golden.pValue))
    }
  }

  @Test func `DeLong equals placements by brute force`() throws {
    for golden in Golden.values.deLong {
      let first = golden.first.sample
      let second = golden.second.sample
      let comparison = try DeLong.compare(first, second, isPositive: golden.labels)
      #expect(agree(comparison.first.value, golden.areas[0]))
      #expect(agree(comparison.second.value, golden.areas[1]))
      #expect(agree(comparison.first.variance, golden.covariance[0]))
      #expect(agree(comparison.covariance, golden.covariance[1]))
      #expect(agree(comparison.second.variance, golden.covariance[3]))
      #expect(agree(comparison.test.pValue, golden.pValue))
      let distinct = Set(first).sorted()
      func counts(_ positive: Bool) -> [Int] {
        distinct.map { score in
          zip(first, golden.labels).count { $0.0 == score && $0.1 == positive }
        }
      }
      let fromCounts = try DeLong.area(positives: counts(true), negatives: counts(false))
      #expect(agree(fromCounts.value, golden.areas[0]))
      #expect(agree(fromCounts.variance, golden.covariance[0]))
    }
  }

  @Test func `an area needs both classes, its variance two rows of each`() {
    #expect(throws: Undefined.self) {
      try MannWhitneyStatistic.measure(positives: [1, 2], negatives: [0, 0])
    }
    #expect(throws: Undefined.self) { try DeLong.area(positives: [1, 0], negatives: [3, 4]) }
    #expect(throws: Undefined.self) {
      try DeLong.compare([1, 2, .nan, 4], [1, 2, 3, 4], isPositive: [true, true, false, false])
    }
  }
}
