internal import Checklist
internal import Engines
internal import Learners
internal import Measurements

/// Tells the roles of columns, by their values where no name says which hold the predictions.
struct OutputSearch {
  private let sources: [(role: Project.DataRole, argument: String)]
  private let engine: any Engine

  /// Rows that are looked at.
  private static let mostRows = 20_000

  init(_ sources: [(Project.DataRole, String)], engine: any Engine) {
    self.sources = sources.map { (role: $0.0, argument: $0.1) }
    self.engine = engine
  }

  /// The roles of the columns.
  func roles(of sets: [DataSetSummary], given: GivenRoles) throws -> InferredRoles {
    let roles = try RoleInference.roles(of: sets, given: given)
    guard roles.score == nil, roles.prediction == nil, given.prediction == nil,
      let found = try search(roles, sets)
    else { return roles }
    var given = given
    given.likelyOutput = found
    return try RoleInference.roles(of: sets, given: given)
  }

  /// The column of the judged set that tells most of the target, if it tells enough.
  private func search(
    _ roles: InferredRoles, _ sets: [DataSetSummary]
  ) throws -> GivenRoles.LikelyOutput? {
    guard [.binary, .regression, .forecast].contains(roles.task.value),
      let judged = sources.first(where: { $0.role == .test }),
      let set = sets.first(where: { $0.role == .test })
    else { return nil }
    let target = roles.target.value
    let columns = set.columns.filter { $0.kind == .numeric && $0.name != target }.map(\.name)
    guard !columns.isEmpty else { return nil }
    let open = try OpenData(judged.argument, engine: engine)
    var plan = ScanPlan()
    let ticket = plan.add(
      RowFold(columns: columns + [target], limit: Self.mostRows, seed: 1))
    let table = try open.run(plan)[ticket].get()
    let isClass = roles.task.value == .binary
    let likely =
      isClass
      ? try LikelyOutput.probability(
        table, target: target, positive: roles.positive?.value, among: columns)
      : try LikelyOutput.value(table, target: target, among: columns)
    return likely.map { one in
      let share = NumberText.percent(one.skill)
      return GivenRoles.LikelyOutput(
        column: one.column,
        reason: isClass
          ? "its shares, taken for the probability, leave \(share) less squared error than one share for all"
          : "its values, taken for the target's, leave \(share) less squared error than the mean")
    }
  }
}
