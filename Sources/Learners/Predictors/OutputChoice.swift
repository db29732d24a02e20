/// Which of a model's outputs is the prediction: `probabilities[1]`, `p_late`, or whatever is the
/// only one.
package struct OutputChoice: Sendable, Hashable {
  /// The output's name; nil where it is to be found.
  package let name: String?
  /// Which of its values: a place from 0, or a label.
  package let element: String?

  /// Reads `name` or `name[element]`; nil leaves the choice to the predictions.
  package init(_ text: String?) {
    guard let text, text.hasSuffix("]"), let open = text.lastIndex(of: "["), open > text.startIndex
    else {
      name = text
      element = nil
      return
    }
    name = String(text[..<open])
    element = String(text[text.index(after: open)...].dropLast())
  }

  /// One number a row: a score or a value.
  ///
  /// - Parameter positive: the label of the class whose probability is meant; nil for a value.
  /// - Throws: ``PredictorError/declaration(_:remedy:)`` when it is not clear which one is meant.
  package func numbers(
    _ predictions: Predictions, positive: String? = nil
  ) throws(PredictorError) -> [Double] {
    guard predictions.rows > 0 else { return [] }
    let output = try name == nil ? likely(predictions, positive) : named(predictions)
    guard case .numbers(let numbers) = output.values else {
      throw .declaration(
        "the model's output “\(output.name)” holds texts and no numbers",
        remedy: "choose another of \(Self.list(predictions))")
    }
    guard output.width > 1 else { return numbers }
    let place = try place(output, positive)
    return stride(from: place, to: numbers.count, by: output.width).map { numbers[$0] }
  }

  /// One class a row, as text; numbers without a fraction are written without one.
  package func classes(_ predictions: Predictions) throws(PredictorError) -> [String] {
    guard predictions.rows > 0 else { return [] }
    let single = predictions.outputs.first { $0.width == 1 }
    guard let output = try name == nil ? single : named(predictions), output.width == 1 else {
      throw .declaration(
        "no output of the model holds one class a row",
        remedy: "choose one of \(Self.list(predictions))")
    }
    return Self.words(output.values)
  }

  /// Values as names of classes.
  static func words(_ values: Predictions.Values) -> [String] {
    switch values {
    case .texts(let texts): texts
    case .numbers(let numbers): numbers.map { Int64(exactly: $0).map(String.init) ?? "\($0)" }
    }
  }

  private func named(_ predictions: Predictions) throws(PredictorError) -> Predictions.Output {
    if let output = predictions.outputs.first(where: { $0.name == name }) { return output }
    throw .declaration(
      "the model has no output “\(name ?? "")”", remedy: "choose one of \(Self.list(predictions))")
  }

  /// The output with the positive class among its labels; else the only one of two numbers a row;
  /// else the only one of one number.
  private func likely(
    _ predictions: Predictions, _ positive: String?
  ) throws(PredictorError) -> Predictions.Output {
    let numeric = predictions.outputs.filter {
      if case .numbers = $0.values { true } else { false }
    }
    for candidates in [
      numeric.filter { output in positive.map(output.labels.contains) ?? false },
      positive == nil ? [] : numeric.filter { $0.width == 2 },
      numeric.filter { $0.width == 1 },
    ] where candidates.count == 1 {
      return candidates[0]
    }
    throw .declaration(
      "nothing says which of the model's outputs is the prediction",
      remedy: "choose one of \(Self.list(predictions))")
  }

  private func place(
    _ output: Predictions.Output, _ positive: String?
  ) throws(PredictorError) -> Int {
    let wanted = element ?? positive
    if let place = output.labels.firstIndex(where: { $0 == wanted }) { return place }
    if let element {
      if let place = Int(element), (0..<output.width).contains(place) { return place }
    } else if output.width == 2, positive != nil, output.labels.isEmpty {
      // Of two classes the second is the positive one, as scikit-learn orders them.
      return 1
    }
    throw .declaration(
      "the model's output “\(output.name)” holds \(output.width) values a row",
      remedy: "say which one is the prediction, as in \(output.name)[\(output.labels.last ?? "1")]")
  }

  private static func list(_ predictions: Predictions) -> String {
    predictions.outputs.prefix(12).map { output in
      output.width == 1 ? output.name : "\(output.name)[0…\(output.width - 1)]"
    }.joined(separator: ", ")
  }
}
