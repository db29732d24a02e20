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
  /// The classes of several; empty for other tasks.
  let classes: [String]

  /// The answers, from the rows that were kept of each set.
  func facts(_ sets: [SetFacts]) -> ModelFacts {
    var facts = ModelFacts()
    facts.classes = classes
    if questions.contains(.rescoring) {
      for set in sets where set.role == .test || set.role == .scoring {
        guard set.rows != nil else { continue }
        if let column = output, set.has(column) {
          facts.rescored.append((set.role, Result { try rescoring(set, column) }))
        } else if output == nil, !classes.isEmpty,
          set.names.isSuperset(of: project.columns.probabilities)
        {
          facts.rescored.append((set.role, Result { try rescoring(set, nil) }))
        }
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
    case .multiclass: .place(of: classes)
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

  /// The classes that the project names, else those that test rows have or are called.
  static func classes(_ project: Project, _ sets: [SetFacts]) throws -> [String] {
    guard project.model.task == .multiclass else { return [] }
    guard project.columns.classes.isEmpty else { return project.columns.classes }
    guard let rows = try sets.first(where: { $0.role == .test })?.rows?.get() else { return [] }
    var names: Set<String> = []
    for name in [project.columns.target, project.columns.prediction].compactMap(\.self) {
      guard let column = rows[name] else { continue }
      names.formUnion((0..<rows.rowCount).compactMap { column.className(at: $0) })
    }
    return names.sorted()
  }

  /// The place of each row's saved class; NaN where there is none, -1 where it is none of the
  /// classes.
  private func savedPlaces(_ table: RowTable, _ column: String?) throws -> [Double] {
    if let column {
      let saved = try table.column(column)
      return (0..<table.rowCount).map { row in
        saved.className(at: row).map { name in classes.firstIndex(of: name).map(Double.init) ?? -1 }
          ?? .nan
      }
    }
    let shares = try project.columns.probabilities.map { try table.numbers($0) }
    return (0..<table.rowCount).map { row in
      guard shares.allSatisfy({ !$0[row].isNaN }) else { return .nan }
      return shares.indices.max { (shares[$0][row], $1) < (shares[$1][row], $0) }.map(Double.init)
        ?? .nan
    }
  }

  private func rescoring(_ set: SetFacts, _ column: String?) throws -> Rescoring {
    let table = try rows(set, declared.sample)
    let saved: [Double]
    var positive = project.columns.positive
    if !classes.isEmpty {
      saved = try savedPlaces(table, column)
    } else if let column, meaning == .call {
      let labels = try BinaryLabels(try table.column(column), positive: positive)
      positive = labels.positiveName
      var calls = [Double](repeating: .nan, count: table.rowCount)
      for (place, row) in labels.rows.enumerated() { calls[row] = labels.isPositive[place] ? 1 : 0 }
      saved = calls
    } else {
      saved = try table.numbers(column ?? "")
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
      meaning: meaning, metric: project.keyOfAnswers,
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
