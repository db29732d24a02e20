internal import ArgumentParser
internal import Measurements

/// How groups are mixed in production.
struct MixArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Expect the metrics of this data's mix of the groups of --by.", valueName: "data"))
  var mix: String?

  @Option(
    help: ArgumentHelp(
      "Expect the metrics of a declared mix: EWR=0.4,JFK=0.6.", valueName: "group=share,…"))
  var mixShares: DeclaredShares?

  /// Whether a mix was asked for.
  var isAsked: Bool { mix != nil || mixShares != nil }

  func validate() throws {
    if mix != nil, mixShares != nil {
      throw ValidationError("--mix and --mix-shares both say how groups are mixed: give one")
    }
  }

  /// The shares; nil when none were asked for.
  func shares(by columns: [String]) throws -> ProductionShares? {
    if let mixShares { return mixShares.shares }
    guard let mix else { return nil }
    let open = try OpenData(mix, engine: OpenData.standardEngine())
    try open.require(columns)
    var plan = ScanPlan()
    let ticket = plan.add(GroupSharesFold(by: columns))
    guard let shares = ProductionShares(counts: try open.run(plan)[ticket].get()) else {
      throw UsageError("\(mix) of --mix has no rows: nothing tells how groups are mixed.")
    }
    return shares
  }
}

/// `EWR=0.4,JFK=0.6`; a comma in a name is written `\,`.
struct DeclaredShares: ExpressibleByArgument {
  let shares: ProductionShares

  init?(argument: String) {
    guard let parts = ColumnList(argument: argument)?.names else { return nil }
    var declared: [String: Double] = [:]
    for part in parts {
      guard let place = part.lastIndex(of: "="), let share = Double(part[place...].dropFirst())
      else { return nil }
      declared[String(part[..<place])] = share
    }
    guard declared.count == parts.count, let shares = ProductionShares(declared: declared) else {
      return nil
    }
    self.shares = shares
  }
}
