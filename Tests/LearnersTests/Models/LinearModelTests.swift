import Learners
import Measurements
import Statistics
import Testing

@Suite("Linear models")
struct LinearModelTests {
  // scikit-learn stops lbfgs at a gradient of 1e-12, which leaves about 1e-7 in the coefficients.
  @Test("Logistic regression equals scikit-learn's", arguments: try Goldens.read().logistic)
  func logistic(golden: Goldens.Logistic) throws {
    let table = Tables.numeric(golden.columns)
    let encoder = try FeatureEncoder.fit(table, features: Tables.names(golden.columns.count))
    let matrix = try encoder.encode(table)
    let model = try LogisticRegression.fit(
      matrix, positive: golden.labels, inversePenalty: golden.inversePenalty,
      algebra: LinearAlgebra())
    #expect(distance(model.coefficients, golden.coefficients) < 2e-6)
    #expect(distance(model.predict(matrix), golden.probabilities) < 1e-6)
    #expect(model.steps < 30)
    let other = try LogisticRegression.fit(
      matrix, positive: golden.labels, inversePenalty: golden.inversePenalty,
      algebra: LinearAlgebra(), mostForNewton: 0)
    #expect(distance(other.predict(matrix), golden.probabilities) < 1e-4)
  }

  @Test("A category's levels are penalised as scikit-learn penalises one-hot columns")
  func logisticWithCategory() throws {
    let golden = try Goldens.read().logisticWithCategory
    let table = RowTable(columns: [
      RowColumn(name: "number", values: .numeric(golden.column)),
      RowColumn(
        name: "category",
        values: .categorical(codes: golden.codes, categories: ["a", "b", "c", "d"])),
    ])
    let encoder = try FeatureEncoder.fit(table, features: ["number", "category"])
    let matrix = try encoder.encode(table)
    let model = try LogisticRegression.fit(
      matrix, positive: golden.labels, algebra: LinearAlgebra())
    #expect(distance(model.predict(matrix), golden.probabilities) < 1e-6)
  }

  @Test("Linear regression equals scikit-learn's", arguments: try Goldens.read().linear)
  func linear(golden: Goldens.Linear) throws {
    let table = Tables.numeric(golden.columns)
    let encoder = try FeatureEncoder.fit(table, features: Tables.names(golden.columns.count))
    let matrix = try encoder.encode(table)
    let model = try LinearRegression.fit(matrix, target: golden.target, algebra: LinearAlgebra())
    let scale = golden.target.reduce(1) { max($0, $1.magnitude) }
    #expect(distance(model.coefficients, golden.coefficients) < 1e-9 * scale)
    #expect(distance(model.predict(matrix), golden.predictions) < 1e-9 * scale)
  }

  @Test("One class alone is undefined, not a crash", arguments: [true, false])
  func oneClass(label: Bool) throws {
    let table = Tables.numeric([[1, 2, 3]])
    let matrix = try FeatureEncoder.fit(table, features: ["x0"]).encode(table)
    #expect(throws: Undefined("the training rows have one class only")) {
      try LogisticRegression.fit(
        matrix, positive: [label, label, label], algebra: LinearAlgebra())
    }
  }

  @Test("Huge and tiny values give finite predictions", arguments: [1e300, 1e-300, 1e308])
  func extremes(scale: Double) throws {
    let table = Tables.numeric([[1, -1, 0.5, -0.5].map { $0 * scale }])
    let matrix = try FeatureEncoder.fit(table, features: ["x0"]).encode(table)
    let logistic = try LogisticRegression.fit(
      matrix, positive: [true, false, true, false], algebra: LinearAlgebra())
    #expect(logistic.predict(matrix).allSatisfy { $0 > 0 && $0 < 1 })
    let linear = try LinearRegression.fit(
      matrix, target: [0.5, -0.5, 0.25, -0.25].map { $0 * scale }, algebra: LinearAlgebra())
    let expected = [0.5, -0.5, 0.25, -0.25].map { $0 * scale }
    #expect(distance(linear.predict(matrix), expected) <= scale * 1e-9)
  }

  @Test("One training row is learned by heart")
  func oneRow() throws {
    let table = RowTable(columns: [Tables.categorical("c", ["a"])])
    let encoder = try FeatureEncoder.fit(table, features: ["c"])
    #expect(encoder.isEmpty)
    let model = try LinearRegression.fit(
      encoder.encode(table), target: [7], algebra: LinearAlgebra())
    #expect(try model.predict(encoder.encode(table)) == [7])
  }

  @Test("An absent LAPACK says which package brings it")
  func absentLAPACK() {
    let error = #expect(throws: LearnersError.self) {
      try LinearAlgebra(candidates: ["libnowhere.so"])
    }
    #expect(error?.description.contains("apt-get install liblapack3") == true)
  }
}
