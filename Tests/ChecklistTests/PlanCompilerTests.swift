import Statistics
import Testing

@testable import Checklist

@Suite("The plan follows from the assessment and what is declared")
struct PlanCompilerTests {
  private static let today = CalendarDate("2026-06-01")

  /// What a team declares that leaves nothing open.
  static let complete = """
    contract: contract.yaml
    metrics: {primary: rocAUC, window: week, goals: {rocAUC: 0.7}}
    limits: {latency: {goal: 5, limit: 9}}
    drift: {effect: 0.1, columns: {b: {effect: 0.3}}, expected: [{kind: covariate, columns: [a], action: retrain}]}
    plan:
      owners: [{role: model, name: Ada}, {role: on-call, name: Ops}, {role: data, name: Feeds}]
      channels: [{name: room, kind: chat}, {name: night, kind: pager}]
      every: 1 day
      rows-per-day: 900
      respond-within: 30 minutes
      quarantine: held/
      labels: {delay: 14 days, coverage: 0.5}
      retraining: {every: 90 days, least-rows: 10000, cool-down: 14 days, approver: Ada}
      fallback: {kind: rule, target: the old rule, within: 2 seconds}
    """

  static func project(_ more: String = complete) throws -> Project {
    var project = try Example.project(
      """
      version: 1
      model: {name: m, task: binary}
      data: {train: a.csv, test: b.csv}
      columns: {target: y, score: p}
      \(more)
      """)
    project.answers = Example.answered
    return project
  }

  /// Evidence with a calibrated threshold and calibrated columns; everything passes.
  static func evidence() throws -> [Evidence] {
    let interval = Interval(low: 0.69, high: 0.71, level: 0.95, method: "delong")
    let threshold = try WindowThreshold(
      Estimate(0.7, interval: interval), rows: 10_000, window: 3_150, alarmRate: 0.01,
      direction: .higherIsBetter, range: 0...1)
    var thresholds = Example.evidence("performance.thresholds", .pass)
    thresholds.measurements = try CalibratedMetric(
      threshold, metric: "rocAUC", unit: "probability", looks: 12, power: 0.8, tolerance: 0.05
    ).measurements
    var strategy = Example.evidence("drift.strategy", .pass)
    strategy.measurements =
      CalibratedDrift(
        [("a", 0.1, nil), ("b", 0.3, 4), ("c", 0.1, nil)], referenceRows: 20_000, rows: 900,
        looks: 90,
        alarmRate: 1e-4, power: 0.8
      ).measurements
    var metrics = Example.evidence("benchmark.metrics", .pass)
    metrics.measurements = [
      Measurement(name: "rocAUC on test", value: 0.7, interval: interval, unit: "probability")
    ]
    var latency = Example.evidence("limits.latency", .pass)
    latency.measurements = [Measurement(name: "p99", value: 4, unit: "milliseconds")]
    return [thresholds, strategy, metrics, latency, Example.evidence("parity.inputs", .pass)]
  }

  static func plan(
    _ project: Project? = nil, changing: [String: CheckStatus] = [:],
    decisions: [ItemDecision] = []
  ) throws -> ProductionPlan {
    let evidence = try evidence().map { one in
      var one = one
      one.status = changing[one.check.id] ?? one.status
      return one
    }
    return PlanCompiler(
      try project ?? self.project(), evidence: evidence, rows: ["train": 20_000, "test": 10_000],
      decisions: decisions, today: try #require(today)
    ).plan(
      of: ProductionPlan.Source(
        report: "assay-report/report.json", verdict: "GO", time: "2026-05-31T12:00:00Z",
        evidence: "00", assay: "0.1.0"))
  }

  private static func decision(
    _ item: ItemDecision.Item, _ kind: ItemDecision.Kind, until: String? = "2027-01-01"
  ) -> ItemDecision {
    ItemDecision(
      item: item, kind: kind, by: "Ada", reason: "known", until: until.flatMap(CalendarDate.init))
  }

  @Test("A plan that lacks nothing has no gap, reads back equal and keeps its budget")
  func complete() throws {
    let plan = try Self.plan()
    #expect(plan.gaps.isEmpty, "\(plan.gaps)")
    #expect(plan.risks.isEmpty)
    #expect(
      try ProductionPlan.load(bytes: Array(plan.text.utf8), file: "p.yaml") == plan)
    #expect(plan.promisedAlarms <= plan.budget.falseAlarms)
    #expect(
      Set(plan.monitors.map(\.kind)) == Set(ProductionPlan.Monitor.Kind.allCases))
  }

  @Test("Thresholds are those of the evidence, and alarms reach who must act")
  func monitors() throws {
    let plan = try Self.plan()
    let performance = try #require(plan.monitors.first { $0.id == "performance" })
    #expect(try #require(performance.below) < 0.7 && performance.above == nil)
    #expect(performance.expected == 0.7 && performance.rows == 3_150)
    #expect(abs(try #require(performance.falseAlarms) - 0.12) < 1e-9)
    #expect(performance.owner == "Ops" && performance.channel == "night")
    let inputs = plan.monitors.filter { $0.kind == .inputs }
    #expect(inputs.map(\.columns) == [["a", "c"], ["b"]] && inputs.map(\.above) == [0.1, 0.3])
    #expect(abs(try #require(inputs[0].falseAlarms) - 1e-4 * 90 * 2) < 1e-9)
    #expect(inputs[0].owner == "Ada" && inputs[0].channel == "room")
    #expect(plan.monitors.first { $0.id == "quality" }?.owner == "Feeds")
    #expect(plan.monitors.first { $0.id == "labels" }?.below == 0.45)
    #expect(plan.limits.map(\.name) == ["rocAUC", "latency"])
    #expect(plan.limits.map(\.measured) == [0.7, 4])
  }

  @Test("The runbook has a step for every monitor, with the policies that are declared")
  func runbook() throws {
    let plan = try Self.plan()
    #expect(plan.runbook.map(\.monitor) == plan.monitors.map(\.id))
    let step = try #require(plan.runbook.first { $0.monitor == "performance" })
    #expect(step.first.contains("a fixed rule (the old rule), within 2 seconds"))
    #expect(step.then.contains("10,000 new labelled rows") && step.then.contains("Ada"))
    #expect(step.within?.text == "30 minutes" && step.owner == "Ops")
    #expect(plan.runbook.first { $0.monitor == "inputs" }?.within == nil)
  }

  @Test("What a decision takes on is a risk with its end; what nobody took on is a gap, too")
  func decisions() throws {
    let open: [String: CheckStatus] = ["parity.inputs": .fail, "limits.latency": .undecided]
    let bare = try Self.plan(changing: open)
    #expect(bare.gaps.map(\.item) == ["parity.inputs", "limits.latency"])
    #expect(bare.risks.map(\.item) == ["parity.inputs", "limits.latency"])
    #expect(bare.gaps[0].remedy.contains("assay decide parity.inputs waive"))
    let taken = try Self.plan(
      changing: open,
      decisions: [
        Self.decision(.check("parity.inputs"), .waive),
        Self.decision(.check("limits.latency"), .accept, until: nil),
      ])
    #expect(taken.gaps.isEmpty)
    #expect(taken.risks.map(\.decision) == ["waive", "accept"])
    #expect(taken.risks[0].until == "2027-01-01")
  }

  @Test(
    "An acceptance does not cover a failure, an ended waiver nothing, a rejection opens what passes",
    arguments: [
      (CheckStatus.fail, ItemDecision.Kind.accept, String?.none),
      (.fail, .waive, "2026-05-31"), (.pass, .reject, nil),
    ])
  func uncovered(status: CheckStatus, kind: ItemDecision.Kind, until: String?) throws {
    let plan = try Self.plan(
      changing: ["parity.inputs": status],
      decisions: [Self.decision(.check("parity.inputs"), kind, until: until)])
    #expect(plan.gaps.map(\.item) == ["parity.inputs"])
  }

  @Test("A rejected aspect is one gap, also where nothing in it is checked")
  func rejected() throws {
    for aspect in [AspectID.parity, .truth] {
      let plan = try Self.plan(
        decisions: [Self.decision(.aspect(aspect), .reject, until: nil)])
      #expect(plan.gaps.map(\.item) == [aspect.rawValue])
      #expect(plan.gaps[0].reason.hasPrefix("rejected by Ada"))
      #expect(plan.gaps[0].remedy.contains("assay decide \(aspect.rawValue) withdraw"))
    }
  }

  @Test("A question of the plan without an answer is a gap; one on how the model was made is not")
  func questions() throws {
    var project = try Self.project()
    project.answers["performance.response"] = nil
    project.answers["baseline.choice"] = nil
    #expect(try Self.plan(project).gaps.map(\.item) == ["performance.response"])
    let waived = try Self.plan(
      project, decisions: [Self.decision(.aspect(.performance), .waive)])
    #expect(waived.gaps.isEmpty)
    let accepted = try Self.plan(
      project, decisions: [Self.decision(.aspect(.performance), .accept, until: nil)])
    #expect(accepted.gaps.map(\.item) == ["performance.response"])
  }

  @Test("An empty declaration leaves labels, fallback and quarantine without cover")
  func undeclared() throws {
    let plan = try Self.plan(try Self.project("contract: contract.yaml"))
    #expect(
      plan.gaps.map(\.item) == ["truth.delay", "integration.failure", "quality.rerouting"])
    #expect(
      plan.gaps[0].remedy
        == "Add `labels: {delay: 14 days, coverage: 0.9}` under `plan:` in assay.yaml.")
    #expect(plan.runbook.contains { $0.first.contains("no fallback is declared") })
  }

  @Test("Without calibrated evidence there is no threshold, and only what needs none is watched")
  func uncalibrated() throws {
    let project = try Self.project("")
    let plan = PlanCompiler(
      project, evidence: [], rows: [:], decisions: [], today: try #require(Self.today)
    ).plan(
      of: ProductionPlan.Source(report: "r", verdict: "GO", time: "t", evidence: "e", assay: "a"))
    #expect(plan.monitors.map(\.id) == ["outputs-broken", "outputs", "volume", "heartbeat"])
    #expect(plan.monitors.allSatisfy { $0.below == nil && $0.smallestChange == nil })
    #expect(
      plan.unwatched.map(\.kind) == [.performance, .estimate, .inputs, .joint, .quality, .labels])
    #expect(plan.unwatched[0].reason == "performance.thresholds is not part of the assessment.")
    #expect(plan.unwatched.allSatisfy { $0.remedy?.isEmpty == false })
    #expect(try ProductionPlan.load(bytes: Array(plan.text.utf8), file: "p.yaml") == plan)
  }

  @Test("What was assumed where nothing is declared stands with the monitors that rest on it")
  func assumed() throws {
    let assumption = "a run is taken to have as many rows as the scoring data, 900"
    let evidence = try Self.evidence().map { one in
      var one = one
      if var drift = CalibratedDrift(one.measurements) {
        drift.assumption = assumption
        one.measurements = drift.measurements
        one.status = .missing
      }
      return one
    }
    let plan = PlanCompiler(
      try Self.project(), evidence: evidence, rows: ["test": 10_000], decisions: [],
      today: try #require(Self.today)
    ).plan(
      of: ProductionPlan.Source(report: "r", verdict: "GO", time: "t", evidence: "e", assay: "a"))
    let resting = plan.monitors.filter { $0.assumes == assumption }.map(\.id)
    #expect(resting == ["outputs", "inputs", "inputs-2", "joint"])
    #expect(plan.unwatched.isEmpty)
    #expect(plan.gaps.map(\.item).contains("drift.strategy"))
    #expect(try ProductionPlan.load(bytes: Array(plan.text.utf8), file: "p.yaml") == plan)
  }

  @Test(
    "A look that nothing is declared about is one run over as many rows as the sample",
    arguments: [
      ("", 700, 700, true, true), ("metrics: {window: \"300\"}", 700, 300, true, true),
      ("plan: {rows-per-day: 50, every: 2 days}", 100, 100, false, true),
      (
        "metrics: {window: \"300\"}\nplan: {rows-per-day: 50, every: 2 days}", 100, 300, false,
        false
      ),
    ])
  func schedule(
    _ more: String, runRows: Int, windowRows: Int, isRunAssumed: Bool, isWindowAssumed: Bool
  ) throws {
    let project = try Self.project(more)
    let schedule = PlanSchedule(
      project, sample: PlanSchedule.Sample(rows: 700, role: .scoring))
    #expect(schedule.runRows == runRows && schedule.windowRows == windowRows)
    #expect((schedule.runAssumption != nil) == isRunAssumed)
    #expect((schedule.windowAssumption != nil) == isWindowAssumed)
    #expect(try #require(schedule.windowDays) > 0)
  }

  @Test("Every question falls into a part of the plan or is about how the model was made")
  func parts() {
    let apart = Set(Checklist.questions.filter { PlanPart(question: $0) == nil }.map(\.id))
    let aspects = Set(apart.map { String($0.prefix { $0 != "." }) })
    #expect(aspects == ["parity", "baseline", "metrics", "benchmark", "distribution"])
  }

  @Test("What a check measures is what the plan reads back")
  func calibrations() throws {
    let evidence = try Self.evidence()
    let metric = try #require(CalibratedMetric(evidence[0].measurements))
    #expect(metric.measurements == evidence[0].measurements)
    let drift = try #require(CalibratedDrift(evidence[1].measurements))
    #expect(drift.measurements == evidence[1].measurements)
    #expect(CalibratedMetric(evidence[1].measurements) == nil)
    #expect(CalibratedDrift(evidence[0].measurements) == nil)
  }
}
