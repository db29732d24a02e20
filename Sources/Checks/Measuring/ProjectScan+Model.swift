package import Checklist
internal import Engines
internal import Foundation
package import Learners
internal import Measurements
internal import Statistics

/// Asks the model what checks want to know of it.
///
/// Each study has a model of its own: one that a study's rows have ended leaves the others alone.
struct ModelAsking {
  let project: Project
  let declared: Project.Predictor
  let model: any Predictor
  let questions: Set<ModelFacts.Question>
  /// The other model that answers in its place; nil where none is named.
  let fallback: Result<any Predictor, PredictorError>?

  /// The answers, from the rows that were kept of each set.
  func facts(_ sets: [SetFacts]) -> ModelFacts {
    var facts = ModelFacts()
    if questions.contains(.rescoring) {
      for set in sets where set.role == .test || set.role == .scoring {
        guard let column = output, set.has(column), set.rows != nil else { continue }
        facts.rescored.append(
          (set.role, Result { try rescoring(set, column) }))
      }
    }
    guard let test = sets.first(where: { $0.role == .test }), test.rows != nil else { return facts }
    if questions.contains(.robustness) {
      facts.robustness = Result {
        let (rows, comparison) = try labelled(test, features(test), declared.sample)
        return try RobustnessStudy(
          model.another(), rows, comparison: comparison, reading: reading(comparison.positive),
          batch: declared.batch, level: project.metrics.level)
      }
    }
    if questions.contains(.importance) {
      facts.importance = Result {
        let features = features(test)
        let most = ImportanceStudy.mostAnswers / max(1, features.count)
        let (rows, comparison) = try labelled(test, features, min(declared.sample, max(10, most)))
        return try ImportanceStudy(
          model.another(), rows, comparison: comparison, reading: reading(comparison.positive),
          batch: declared.batch, level: project.metrics.level)
      }
    }
    if questions.contains(.interface) {
      facts.interface = Result {
        let rows = try modelRows(rows(test, Self.fewRows), features(test), test)
        return try ContractStudy(
          model.another(), rows, reading: reading(project.columns.positive), batch: declared.batch,
          tolerance: declared.tolerance)
      }
    }
    if questions.contains(.fallback), let declared = project.integration.fallback {
      facts.fallback = Result { try drill(declared, test) }
    }
    return facts
  }

  /// Rows that are put one by one, and of which a drill's question is made.
  private static let fewRows = 20

  private func drill(
    _ declared: Project.Integration.Fallback, _ test: SetFacts
  ) throws -> FallbackDrill {
    let reading = self.reading(project.columns.positive)
    let stand: GuardedModel.Fallback
    if case .constant(let number) = declared.place {
      stand = .constant(number)
    } else {
      guard let other = try fallback?.get() else { throw Undefined("no fallback was opened") }
      stand = .model(
        other, AnswerReading(OutputChoice(nil), reading.meaning, positive: reading.positive))
    }
    let output = project.integration.output
    let isScore = reading.meaning == .score
    let low = output?.min ?? (isScore ? 0 : -Double.greatestFiniteMagnitude)
    let high = output?.max ?? (isScore ? 1 : Double.greatestFiniteMagnitude)
    return try FallbackDrill(
      model, try modelRows(rows(test, Self.fewRows), features(test), test), reading: reading,
      fallback: stand, within: declared.seconds, range: min(low, high)...max(low, high),
      labels: Set(output?.values ?? []))
  }

  /// The column that the model's answers are saved in.
  private var output: String? { project.columns.score ?? project.columns.prediction }

  private var meaning: AnswerReading.Meaning {
    switch project.model.task {
    case .binary: project.columns.score == nil ? .call : .score
    case .multiclass: .call
    case .regression, .forecast, .ranking: .value
    }
  }

  private func reading(_ positive: String?) -> AnswerReading {
    AnswerReading(OutputChoice(declared.output), meaning, positive: positive)
  }

  private func features(_ set: SetFacts) -> [String] {
    project.features(in: set.profile).filter(set.has)
  }

  private func rows(_ set: SetFacts, _ most: Int) throws -> RowTable {
    guard let rows = set.rows else { throw Undefined("no rows were kept") }
    return try rows.get().sampled(limit: most, seed: 1)
  }

  private func rescoring(_ set: SetFacts, _ column: String) throws -> Rescoring {
    let table = try rows(set, declared.sample)
    let saved: [Double]
    var positive = project.columns.positive
    if meaning == .call {
      let labels = try BinaryLabels(try table.column(column), positive: positive)
      positive = labels.positiveName
      var calls = [Double](repeating: .nan, count: table.rowCount)
      for (place, row) in labels.rows.enumerated() { calls[row] = labels.isPositive[place] ? 1 : 0 }
      saved = calls
    } else {
      saved = try table.numbers(column)
    }
    return try Rescoring(
      model.another(), try modelRows(table, features(set), set), saved: saved,
      reading: reading(positive),
      batch: declared.batch, tolerance: declared.tolerance, level: project.metrics.level)
  }

  private func labelled(
    _ set: SetFacts, _ features: [String], _ most: Int
  ) throws -> (ModelRows, AnswerComparison) {
    let table = try rows(set, most)
    let comparison = try AnswerComparison(
      table, target: project.columns.target, positive: project.columns.positive,
      meaning: meaning, metric: PrimaryMetric.key(project),
      threshold: project.metrics.threshold ?? 0.5, level: project.metrics.level)
    return (try modelRows(table, features, set), comparison)
  }

  private func modelRows(
    _ table: RowTable, _ features: [String], _ set: SetFacts
  ) throws -> ModelRows {
    guard !features.isEmpty else {
      throw Undefined("no column is a feature: name them in columns.features")
    }
    return try ModelRows(table, columns: features, fields: set.description.fields)
  }
}

extension Project.Predictor {
  /// The model as the project file in a folder names it.
  package func declaration(in directory: String) -> PredictorDeclaration {
    var declaration: PredictorDeclaration
    switch place {
    case .onnx(let path):
      declaration = PredictorDeclaration(
        .onnx(directory.isEmpty || path.hasPrefix("/") ? path : "\(directory)/\(path)"))
    case .command(let words, let form):
      declaration = PredictorDeclaration(
        .command(words, CommandPredictor.Form(rawValue: form) ?? .jsonl))
    case .endpoint(let url, let speaks):
      declaration = PredictorDeclaration(
        .endpoint(url, EndpointProtocol(rawValue: speaks) ?? .json))
    }
    declaration.folder = directory
    declaration.seconds = seconds
    declaration.template = template
    declaration.answer = answer
    declaration.tokenVariable = tokenVariable
    return declaration
  }
}
