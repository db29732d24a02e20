internal import Checklist
internal import Measurements

/// What stands against the declared handling of an expected drift.
struct ExpectedDriftWords {
  /// What cannot work.
  private(set) var faults: [String] = []
  /// What may not work.
  private(set) var doubts: [String] = []

  private typealias Drift = Project.ExpectedDrift

  /// Actions that suit a kind of change, and why the others do not, as a clause.
  private static func suits(_ kind: Drift.Kind) -> (actions: [Drift.Action], else: String) {
    switch kind {
    case .abrupt: ([.retrain, .rollBack, .adapt], "it stays")
    case .gradual, .incremental:
      ([.retrain, .adapt], "it goes on, and older versions fit no better")
    case .recurring: ([.wait, .adapt], "it will be over again")
    case .newCategory:
      ([.quarantine, .retrain, .adapt], "neither time nor an older version knows the value")
    case .covariate:
      ([.retrain, .adapt, .wait], "the rows are right and older versions know them no better")
    case .label: ([.retrain, .adapt], "the rows are right, and the shares stay")
    case .concept: ([.retrain, .rollBack, .adapt], "the model is wrong until it learns anew")
    }
  }

  /// `abrupt: retrain, roll-back or adapt; …`.
  static var suiting: String {
    Project.ExpectedDrift.Kind.allCases.map { kind in
      "\(kind.rawValue): \(suits(kind).actions.map(\.rawValue).joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  init(_ drift: Project.ExpectedDrift, project: Project, train: SetFacts) {
    let name = Self.name(drift)
    let unknown = drift.columns.filter { !train.has($0) }
    if !unknown.isEmpty {
      faults.append("\(name) names \(unknown.listed()), which train does not have")
    }
    judgeMonitor(drift, name: name, project: project, train: train)
    judgeAction(drift, name: name)
    if drift.kind == .recurring { judgeSeason(drift, name: name, project: project, train: train) }
  }

  private static func name(_ drift: Project.ExpectedDrift) -> String {
    let columns = drift.columns.isEmpty ? "" : " of \(drift.columns.listed())"
    return "the \(drift.kind.rawValue) change\(columns)"
  }

  private mutating func judgeAction(_ drift: Project.ExpectedDrift, name: String) {
    guard let action = drift.action else {
      doubts.append("\(name) has no action (drift.expected)")
      return
    }
    let (actions, reason) = Self.suits(drift.kind)
    if !actions.contains(action) {
      faults.append("to \(action.rawValue) does not suit \(name): \(reason)")
    }
  }

  /// Whether a monitor of the plan sees it.
  private mutating func judgeMonitor(
    _ drift: Project.ExpectedDrift, name: String, project: Project, train: SetFacts
  ) {
    switch drift.kind {
    case .label, .concept:
      let hasOutputs = project.columns.score != nil || project.columns.prediction != nil
      if project.plan.labels.delay == nil {
        doubts.append(
          """
          \(name) shows \(drift.kind == .concept || !hasOutputs ? "only" : "surely only") once labels \
          are there, and when they come is not declared (plan.labels.delay)
          """)
      }
    case .abrupt, .gradual, .incremental, .recurring, .covariate, .newCategory:
      let watched = project.features(in: train.profile)
      let unwatched = drift.columns.filter { train.has($0) && !watched.contains($0) }
      if !unwatched.isEmpty {
        faults.append("\(name) shows in \(unwatched.listed()), which no monitor of inputs watches")
      }
      if drift.kind == .newCategory, project.contract == nil {
        doubts.append("a single row of \(name) is seen by a contract only, and none is named")
      }
    }
  }

  /// Whether the reference has seen a whole round.
  private mutating func judgeSeason(
    _ drift: Project.ExpectedDrift, name: String, project: Project, train: SetFacts
  ) {
    guard let period = drift.period else {
      doubts.append("of \(name) nothing says how long a round takes (period)")
      return
    }
    guard let column = project.columns.timestamp,
      case .numbers(let times) = train.profile[column]?.content,
      let first = times.minimum, let last = times.maximum
    else { return }
    let covered = (last - first) / 1e6
    if covered < period.seconds * Self.wholeRound {
      let days = NumberText.plain((covered / 86_400).rounded(), significant: 3)
      doubts.append(
        """
        train covers \(days) days, less than a round of \(name) (\(period.text.visible)), which will \
        look new
        """)
    }
  }

  /// Rows from the first to the last day of a year are a little less than a year apart.
  private static let wholeRound = 0.95
}
