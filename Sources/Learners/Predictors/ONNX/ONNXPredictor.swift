internal import CONNXRuntime

/// An ONNX file, run by ONNX Runtime in this process.
///
/// Two forms are understood: one input for all columns, a matrix with the columns in the rows'
/// order; and one input a column, by the column's name.
struct ONNXPredictor: Predictor {
  private let session: ONNXSession

  /// Loads a model.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - threads: threads that one prediction may use.
  init(_ path: String, threads: Int, library: ONNXLibrary) throws(PredictorError) {
    _ = try ONNXModelFile(path)
    session = try ONNXSession(path, threads: threads, library: library)
  }

  var name: String { session.name }
  var processGroup: Int32? { nil }

  func another() -> any Predictor { self }

  func prepare(_ rows: ModelRows) throws(PredictorError) -> any PreparedPrediction {
    let writer = ONNXInput(session: session, rows: rows)
    var tensors: [ONNXTensor] = []
    let columns = try TensorColumns.matched(
      session.inputs.map { TensorColumns.Port(name: $0.name, shape: $0.shape) }, to: rows.names,
      of: name)
    for (port, names) in zip(session.inputs, columns) {
      tensors.append(try writer.tensor(port, names))
    }
    return Prepared(session: session, tensors: tensors, rows: rows.count)
  }

  /// Tensors that hold the rows.
  private struct Prepared: PreparedPrediction {
    let session: ONNXSession
    let tensors: [ONNXTensor]
    let rows: Int

    func ask() throws(PredictorError) -> UnreadPredictions {
      let results = try session.run(tensors)
      return UnreadPredictions { [session, rows] () throws(PredictorError) in
        try ONNXAnswer(session: session, rows: rows).predictions(results)
      }
    }
  }
}
