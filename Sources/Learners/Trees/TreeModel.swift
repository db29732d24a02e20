internal import CLightGBM

/// Fitted trees.
@safe package final class TreeModel {
  /// Names of the columns, in the order of ``gains()``.
  package let names: [String]
  private let library: LightGBMLibrary
  private let handle: LightGBMBooster

  /// Fits trees to a set.
  ///
  /// - Throws: ``LearnersError/failed(operation:message:)``.
  package init(_ dataset: TreeDataset) throws(LearnersError) {
    library = dataset.library
    names = dataset.matrix.names
    let library = dataset.library
    var made: LightGBMBooster?
    try library.call("start trees") {
      unsafe library.createBooster(dataset.handle, dataset.parameters.text, &made)
    }
    guard let made = unsafe made else {
      throw .failed(operation: "start trees", message: "LightGBM returned nothing")
    }
    unsafe handle = made
    var isFinished: Int32 = 0
    for _ in 0..<dataset.parameters.rounds where isFinished == 0 {
      try library.call("grow a tree") { unsafe library.updateBooster(made, &isFinished) }
    }
  }

  deinit { _ = unsafe library.freeBooster(handle) }

  /// Predictions for some rows of a matrix with the columns of the fit: probabilities for the
  /// binary objective.
  package func predict(
    _ matrix: TreeMatrix, rows: [Int], threads: Int = 1
  ) throws(LearnersError) -> [Double] {
    precondition(matrix.columnCount == names.count, "the trees were fitted to other columns")
    guard !rows.isEmpty else { return [] }
    let numbers = matrix.rows(rows)
    var result = [Double](repeating: 0, count: rows.count)
    var count: Int64 = 0
    try library.call("predict with trees") {
      unsafe numbers.withUnsafeBytes { numbers in
        unsafe result.withUnsafeMutableBufferPointer { result in
          unsafe library.predict(
            handle, numbers.baseAddress, 1, Int32(rows.count), Int32(names.count), 1, 0, 0, -1,
            "num_threads=\(threads) verbosity=-1", &count, result.baseAddress)
        }
      }
    }
    guard count == Int64(rows.count) else {
      throw .failed(
        operation: "predict with trees", message: "\(count) predictions for \(rows.count) rows")
    }
    return result
  }

  /// How much each column's splits lowered the loss, in the loss' unit; 0 for an unused column.
  package func gains() throws(LearnersError) -> [Double] {
    var result = [Double](repeating: 0, count: names.count)
    try library.call("read the gains of trees") {
      unsafe result.withUnsafeMutableBufferPointer { result in
        unsafe library.importance(handle, 0, 1, result.baseAddress)
      }
    }
    return result
  }
}
