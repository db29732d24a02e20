internal import CLightGBM

/// Rows and labels in LightGBM's own binned form.
@safe package final class TreeDataset: @unchecked Sendable {
  // Sendable: neither this class nor the library writes to the binned rows once `init` is over;
  // subsets and boosters copy what they change.
  let library: LightGBMLibrary
  let matrix: TreeMatrix
  let parameters: GradientBoostedTrees
  let handle: LightGBMDataset
  private let full: TreeDataset?

  /// Bins the rows.
  ///
  /// - Parameter labels: one a row; 0 or 1 for the binary objective.
  /// - Throws: ``LearnersError/failed(operation:message:)``.
  package init(
    _ matrix: TreeMatrix, labels: [Float], parameters: GradientBoostedTrees,
    library: LightGBMLibrary
  ) throws(LearnersError) {
    precondition(labels.count == matrix.rowCount, "one label a row is needed")
    guard matrix.rowCount > 0, matrix.columnCount > 0, matrix.rowCount <= Int(Int32.max) else {
      throw .failed(
        operation: "fit trees",
        message: "\(matrix.rowCount) rows of \(matrix.columnCount) columns cannot be learned from")
    }
    var text = parameters.text
    if !matrix.categorical.isEmpty {
      text += " categorical_feature=" + matrix.categorical.map(String.init).joined(separator: ",")
    }
    var made: LightGBMDataset?
    try library.call("prepare rows for trees") {
      unsafe matrix.numbers.withUnsafeBytes { numbers in
        unsafe library.createDataset(
          numbers.baseAddress, 1, Int32(matrix.rowCount), Int32(matrix.columnCount), 0, text,
          nil, &made)
      }
    }
    guard let made = unsafe made else {
      throw .failed(operation: "prepare rows for trees", message: "LightGBM returned nothing")
    }
    unsafe handle = made
    self.library = library
    self.matrix = matrix
    self.parameters = parameters
    full = nil
    try library.call("hand labels to the trees") {
      unsafe labels.withUnsafeBytes { labels in
        unsafe library.setField(
          made, "label", labels.baseAddress, Int32(matrix.rowCount), 0)
      }
    }
  }

  /// Some rows of a set, with their labels and the set's bins.
  ///
  /// - Parameter rows: ascending, at least one.
  package init(_ full: TreeDataset, rows: [Int]) throws(LearnersError) {
    let places = rows.map { Int32($0) }
    var made: LightGBMDataset?
    let library = full.library
    try library.call("choose rows for trees") {
      unsafe places.withUnsafeBufferPointer { places in
        unsafe library.subset(
          full.handle, places.baseAddress, Int32(places.count), full.parameters.text, &made)
      }
    }
    guard let made = unsafe made else {
      throw .failed(operation: "choose rows for trees", message: "LightGBM returned nothing")
    }
    unsafe handle = made
    self.library = library
    matrix = full.matrix
    parameters = full.parameters
    self.full = full
  }

  deinit { _ = unsafe library.freeDataset(handle) }
}
