internal import Engines
internal import Measurements

extension OpenData {
  /// Measures, and tells a column that does not fit by the value that kept it from being read.
  ///
  /// A file without rows has columns of no type, and one wrong value makes a column of a CSV file
  /// text: the refusal of the measurement names neither.
  func explained<Answer>(_ measure: () throws -> Answer) throws -> Answer {
    do {
      return try measure()
    } catch let refusal as MetricRefusal {
      throw cause(of: refusal) ?? refusal
    } catch let refusal as FairnessRefusal {
      guard case .metrics(let inner) = refusal, let cause = cause(of: inner) else { throw refusal }
      throw cause
    } catch let rows as RowsError {
      guard case .columnNotNumeric(let name) = rows, let cause = cause(of: name, "a number") else {
        throw rows
      }
      throw cause
    }
  }

  private func cause(of refusal: MetricRefusal) -> EngineError? {
    guard case .wrongType(let column, let role, _) = refusal else { return nil }
    return cause(of: column, "the \(role)")
  }

  private func cause(of column: String, _ role: String) -> EngineError? {
    if isKnownEmpty {
      return EngineError(
        .unreadable, "the data has no rows, only columns", remedy: "name data with rows",
        file: argument)
    }
    let doubt = description.warnings.first { $0.column == column && $0.code == .mixedTypes }
    return doubt.map {
      EngineError(
        .unreadable, "it cannot be \(role): \(ShownSample.text($0.message))",
        remedy: "mend these values, or leave them empty", file: $0.file ?? argument,
        line: $0.line, column: column)
    }
  }
}
