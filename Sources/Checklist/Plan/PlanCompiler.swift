/// Makes a production plan of a project and its assessment: what is to be watched, who acts, what
/// is open.
package struct PlanCompiler: Sendable {
  let project: Project
  /// The aspects as they stand today, with answers and decisions of today.
  let aspects: [AspectResult]
  /// Rows of the data sets that were assessed, by role.
  let rows: [String: Int]

  /// Takes what a plan is compiled from.
  ///
  /// - Parameters:
  ///   - evidence: of the assessment.
  ///   - rows: of the data sets that were assessed, by role.
  ///   - decisions: of the project file and of the log.
  ///   - today: the day on which decisions must still hold.
  package init(
    _ project: Project, evidence: [Evidence], rows: [String: Int], decisions: [ItemDecision],
    today: CalendarDate
  ) {
    self.project = project
    aspects = Checklist.results(
      evidence: evidence, answers: project.answers, decisions: decisions, today: today)
    self.rows = rows
  }

  /// The check whose evidence has the threshold of the metric that decides.
  static let thresholds = "performance.thresholds"
  /// The check whose evidence has what looks at columns notice.
  static let strategy = "drift.strategy"

  /// The plan.
  ///
  /// - Parameter source: the assessment behind it.
  package func plan(of source: ProductionPlan.Source) -> ProductionPlan {
    let declared = project.plan
    var plan = ProductionPlan()
    plan.model = ProductionPlan.Model(
      name: project.model.name, version: project.model.version,
      description: project.model.description, task: project.model.task.rawValue,
      target: project.columns.target, prediction: project.columns.prediction,
      score: project.columns.score, timestamp: project.columns.timestamp)
    plan.assessment = source
    plan.budget = declared.budget
    plan.every = declared.every
    plan.rowsPerDay = declared.rowsPerDay
    plan.respondWithin = declared.respondWithin
    plan.owners = owners
    plan.channels = declared.channels
    plan.quality = ProductionPlan.Quality(
      contract: project.contract?.file, quarantine: declared.quarantine)
    plan.labels = declared.labels
    plan.expected = project.drift.expected
    plan.retraining = declared.retraining
    plan.fallback = declared.fallback
    plan.review = declared.review
    plan.monitors = monitors.map { addressed($0, in: plan) }
    plan.unwatched = unwatched(plan.monitors)
    plan.limits = limits
    plan.runbook = plan.monitors.map { step(for: $0, in: plan) }
    plan.agreements = agreements
    plan.risks = risks
    plan.gaps = gaps
    return plan
  }

  /// Those of the plan; the model's own owner answers for it where the plan names nobody.
  private var owners: [ProductionPlan.Owner] {
    let declared = project.plan.owners
    guard !declared.contains(where: { $0.role == .model }), let owner = project.model.owner else {
      return declared
    }
    return [ProductionPlan.Owner(role: .model, name: owner)] + declared
  }

  /// A monitor with who acts and where its alarms go.
  private func addressed(
    _ monitor: ProductionPlan.Monitor, in plan: ProductionPlan
  ) -> ProductionPlan.Monitor {
    var monitor = monitor
    let role: ProductionPlan.Owner.Role =
      switch monitor.kind {
      case .quality, .volume: .data
      case .labels: .labels
      default: monitor.severity == .page ? .onCall : .model
      }
    monitor.owner = plan.owner(role)?.name
    let pager = plan.channels.first { $0.kind == .pager }
    let other = plan.channels.first { $0.kind != .pager }
    monitor.channel = (monitor.severity == .page ? pager ?? other : other ?? pager)?.name
    return monitor
  }

  /// The evidence of a check.
  func evidence(_ id: String) -> Evidence? {
    aspects.lazy.flatMap(\.checks).first { $0.check.id == id }
  }
}
