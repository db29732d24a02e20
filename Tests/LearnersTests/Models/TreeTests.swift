import Learners
import Measurements
import Testing

@Suite("Gradient-boosted trees")
struct TreeTests {
  // The same library computes both; the sums of a histogram may differ in the last bits only.
  @Test(
    "Predictions and gains equal LightGBM's Python package", arguments: try Goldens.read().trees)
  func golden(golden: Goldens.Trees) throws {
    let (matrix, parameters) = setUp(golden)
    let library = try Libraries.trees()
    let data = try TreeDataset(
      matrix, labels: golden.labels.map { Float($0) }, parameters: parameters, library: library)
    let model = try TreeModel(data)
    let predictions = try model.predict(matrix, rows: Array(0..<matrix.rowCount))
    #expect(distance(predictions, golden.predictions) < 1e-9)
    let gains = try model.gains()
    let largest = golden.gains.max() ?? 1
    #expect(distance(gains, golden.gains) < 1e-5 * largest)
  }

  @Test("The same rows and seed give the same trees")
  func deterministic() throws {
    let golden = try #require(try Goldens.read().trees.first)
    let (matrix, parameters) = setUp(golden)
    let library = try Libraries.trees()
    let predictions = try (0..<2).map { _ in
      let data = try TreeDataset(
        matrix, labels: golden.labels.map { Float($0) }, parameters: parameters, library: library)
      let half = try TreeDataset(data, rows: Array(stride(from: 0, to: matrix.rowCount, by: 2)))
      return try TreeModel(half).predict(matrix, rows: [1, 3, 5, 7])
    }
    #expect(predictions[0] == predictions[1])
  }

  @Test("Nothing to learn from is a typed error")
  func nothing() throws {
    let library = try Libraries.trees()
    #expect(throws: LearnersError.self) {
      try TreeDataset(
        TreeMatrix(columns: [], rowCount: 0), labels: [],
        parameters: GradientBoostedTrees(objective: .binary), library: library)
    }
  }

  @Test("An absent library says which script brings it")
  func absent() {
    let error = #expect(throws: LearnersError.self) {
      try LightGBMLibrary(candidates: ["libnowhere.so"])
    }
    #expect(error?.description.contains("scripts/bootstrap") == true)
  }

  private func setUp(_ golden: Goldens.Trees) -> (TreeMatrix, GradientBoostedTrees) {
    let columns = golden.columns.enumerated().map { place, values in
      RowColumn(
        name: "x\(place)",
        values: golden.categorical.contains(place)
          ? .categorical(
            codes: values.map { Int32($0 ?? -1) }, categories: (0..<6).map { "\($0)" })
          : .numeric(values.map { $0 ?? .nan }))
    }
    var parameters = GradientBoostedTrees(
      objective: golden.objective == "binary" ? .binary : .regression)
    parameters.rounds = golden.rounds
    parameters.seed = 7
    return (TreeMatrix(columns: columns, rowCount: golden.labels.count), parameters)
  }
}
