/// Which columns go into which input of a model that asks for tensors.
enum TensorColumns {
  /// An input by name and shape; a length below 0 is not fixed.
  struct Port {
    let name: String
    let shape: [Int64]
  }

  /// The columns of each input: its namesake where each input has one, else all columns in their
  /// order for the only input.
  ///
  /// - Throws: ``PredictorError/unfit(row:column:problem:remedy:)`` when columns are missing, or
  ///   another number of them is asked for.
  static func matched(
    _ ports: [Port], to columns: [String], of model: String
  ) throws(PredictorError) -> [[String]] {
    let shown = columns.prefix(12).joined(separator: ", ")
    if let stranger = ports.first(where: { !columns.contains($0.name) }) {
      guard ports.count == 1 else {
        throw .unfit(
          row: nil, column: nil,
          problem: "\(model) asks for “\(stranger.name)”, and no column has that name; there are "
            + shown,
          remedy: "rename the columns as the model calls them, or name those that it reads")
      }
      let width = stranger.shape.count > 1 ? stranger.shape[stranger.shape.count - 1] : 1
      guard width < 0 || width == Int64(columns.count) else {
        throw .unfit(
          row: nil, column: nil,
          problem: "\(model) asks for \(width) columns in “\(stranger.name)” and there are "
            + "\(columns.count): \(shown)",
          remedy: "name the columns that it reads, in its order")
      }
      return [columns]
    }
    return ports.map { [$0.name] }
  }
}
