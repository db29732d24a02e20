package import Checklist
internal import Contracts

/// Whether the data keep their contract at each stage of the pipeline, and where an error begins.
package enum StagesKeepTheirContracts: Check {
  package static let card = CheckCard(
    id: "quality.stages", aspect: .quality,
    title: "At each stage of the pipeline the data are what their contract says",
    summary: """
      Holds the data of each declared stage against its contract, compares its rows with those of the stage \
      that it is made from, and names the first stage at which an error appears.
      """,
    reference: "as `quality.contract`; rows are counted",
    needs: ["pipeline"],
    settings: ["pipeline", "contract"])

  package static func needs(_ project: Project) -> Needs {
    Needs(holdsStages: !project.pipeline.isEmpty)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard !facts.project.pipeline.isEmpty else {
      return missing(
        "No stages say what data go through on their way to a prediction.", add: ["pipeline"])
    }
    let stages = facts.stages.map(JudgedStage.init)
    var trail = ErrorTrail()
    var sentences: [String] = []
    var status = CheckStatus.pass
    for stage in stages {
      let found = trail.follow(stage, after: stages)
      sentences += found.sentences
      status = status.worse(found.status)
    }
    let gravest = stages.compactMap(\.verdict?.gravity).max() ?? .none
    return evidence(
      status,
      sentences.isEmpty
        ? "Every stage keeps its contract: \(stages.map(\.shown).joined(separator: " → "))."
        : sentences.joined(separator: " "),
      measurements: stages.flatMap(\.measurements),
      method: """
        Every row of a stage is held against the constraints of its contract for that stage, in the environment \
        scoring where the contract knows it, as `assay validate` does. As many rows may break each, and all together, \
        as the stated false alarms explain, which is exceeded by chance with a probability of \
        \(NumberText.plain(ContractVerdict.surprise)), for each of the rules divided by their number. A constraint on the same column that a stage before \
        breaks too is the same error.
        """,
      remedy: status == .pass ? nil : remedy(trail, gravest), weight: 0.7)
  }

  private static func remedy(_ trail: ErrorTrail, _ gravest: ContractVerdict.Gravity) -> String? {
    trail.first.map {
      "Start at stage \($0.visible), where the first error appears. " + (gravest.remedy ?? "")
    }
  }
}

/// A stage with what its contract says of it.
struct JudgedStage {
  let stage: Project.Stage
  /// Nil when it could not be held against its contract.
  let verdict: ContractVerdict?
  /// Why not.
  let problem: String?

  init(_ facts: StageFacts) {
    stage = facts.stage
    do {
      verdict = ContractVerdict(
        "stage \(facts.stage.name.visible)", try facts.report.get(), isTraining: false)
      problem = nil
    } catch {
      verdict = nil
      problem =
        (error as? ProjectErrors)?.errors.first?.description ?? ErrorText(error).clause
    }
  }

  /// The stage and its rows.
  var shown: String {
    stage.name.visible + (verdict.map { " (\($0.report.rows.of("row")))" } ?? "")
  }

  var measurements: [Measurement] {
    guard let verdict else { return [] }
    return [
      Measurement(
        name: "rows of stage \(stage.name.visible)", value: Double(verdict.report.rows),
        unit: "rows")
    ] + verdict.measurements
  }
}

/// Errors followed from stage to stage in their order.
struct ErrorTrail {
  /// The stage at which the first error appears; nil without any.
  private(set) var first: String?
  /// By stage, the constraints that are broken there, and the stage at which each began.
  private var begun: [String: [Fault: String]] = [:]

  /// A kind of constraint on a column: the same at every stage.
  private struct Fault: Hashable {
    let column: String?
    let kind: String
  }

  /// Judges a stage, knowing those before it.
  mutating func follow(
    _ judged: JudgedStage, after stages: [JudgedStage]
  ) -> (status: CheckStatus, sentences: [String]) {
    let name = judged.stage.name.visible
    guard let verdict = judged.verdict else {
      first = first ?? judged.stage.name
      return (
        .fail,
        ["Stage \(name) could not be held against its contract: \((judged.problem ?? "").visible)."]
      )
    }
    var sentences: [String] = []
    var status = verdict.gravity.status
    if verdict.gravity > .none {
      sentences.append("Stage \(name) breaks \(verdict.finding)\(origins(judged, verdict)).")
      first = first ?? judged.stage.name
    }
    if let lost = rows(judged, verdict, stages) {
      sentences.append(lost)
      status = .fail
      first = first ?? judged.stage.name
    }
    return (status, sentences)
  }

  /// Where what a stage breaks began, as the end of its sentence.
  private mutating func origins(_ judged: JudgedStage, _ verdict: ContractVerdict) -> String {
    var own: [Fault: String] = [:]
    for result in verdict.broken {
      let fault = Fault(column: result.column, kind: result.kind)
      own[fault] =
        judged.stage.from.compactMap { begun[$0]?[fault] }.first ?? judged.stage.name
    }
    begun[judged.stage.name] = own
    let earlier = Set(own.values).subtracting([judged.stage.name]).sorted()
    guard !earlier.isEmpty else { return "; the error begins here" }
    let isAll = !own.values.contains(judged.stage.name)
    return "; \(isAll ? "the error begins" : "a part of it begins") at \(earlier.listed())"
  }

  /// What is wrong with the number of rows; nil when nothing is, or nothing was declared.
  private func rows(
    _ judged: JudgedStage, _ verdict: ContractVerdict, _ stages: [JudgedStage]
  ) -> String? {
    guard let declared = judged.stage.rows, let source = judged.stage.from.first,
      let before = stages.first(where: { $0.stage.name == source })?.verdict?.report.rows
    else { return nil }
    let rows = verdict.report.rows
    let (holds, words) =
      switch declared {
      case .same: (rows == before, "the same number was declared")
      case .fewer: (rows <= before, "no more were declared")
      case .more: (rows >= before, "no fewer were declared")
      }
    guard !holds else { return nil }
    return """
      Stage \(judged.stage.name.visible) has \(rows.of("row")) of the \(NumberText.count(before)) of \
      \(source.visible), and \(words).
      """
  }
}
