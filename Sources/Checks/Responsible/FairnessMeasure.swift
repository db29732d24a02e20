internal import Checklist
internal import Measurements
internal import Statistics

/// One measure of equal treatment, and what the team accepts.
enum FairnessMeasure: CaseIterable {
  /// The lowest selection rate by the highest.
  case selectionRatio
  /// The larger of the differences in true and false positive rates.
  case oddsDifference
  /// The lowest mean absolute error by the highest.
  case errorRatio

  /// The key of assay.yaml that sets its limit.
  var path: String {
    switch self {
    case .selectionRatio: "fairness.selection-ratio"
    case .oddsDifference: "fairness.odds-difference"
    case .errorRatio: "fairness.error-ratio"
    }
  }

  /// The measures that decide: those with a limit of the team's, or all of the task without any.
  static func judged(_ project: Project) -> [FairnessMeasure] {
    let all = allCases.filter { $0.measures(project.model.task) }
    let declared = all.filter { $0.isDeclared(project) }
    return declared.isEmpty ? all : declared
  }

  /// Whether it has a meaning for a task.
  private func measures(_ task: Project.Task) -> Bool {
    self == .errorRatio ? task == .regression : [.binary, .multiclass].contains(task)
  }

  /// Whether the team set its limit.
  func isDeclared(_ project: Project) -> Bool { project.places[path] != nil }

  /// The limit.
  func limit(_ project: Project) -> Double {
    switch self {
    case .selectionRatio: project.fairness.selectionRatio
    case .oddsDifference: project.fairness.oddsDifference
    case .errorRatio: project.fairness.errorRatio
    }
  }

  /// Whether equal groups have a small value.
  var isDifference: Bool { self == .oddsDifference }

  /// `ratio` or `share`.
  var unit: String { isDifference ? "share" : "ratio" }

  /// `the lowest selection rate by the highest`.
  var words: String {
    switch self {
    case .selectionRatio: "the lowest selection rate by the highest"
    case .oddsDifference: "the largest difference in true or false positive rate"
    case .errorRatio: "the lowest mean absolute error by the highest"
    }
  }

  /// ``words``, of several classes with the one that is meant.
  func words(ofClass name: String?) -> String {
    name.map { "\(words), of “\($0)” against the rest" } ?? words
  }

  /// Holds a value against the limit.
  func judgement(_ estimate: Estimate, _ project: Project, rows: Int) -> Judgement {
    isDifference
      ? Judgement(estimate, atMost: limit(project), rows: rows)
      : Judgement(estimate, atLeast: limit(project), rows: rows)
  }

  /// A value in words.
  func words(_ value: Double) -> String {
    isDifference ? NumberText.percent(value) : NumberText.plain(value, significant: 3)
  }
}
