import Checklist

@testable import Reports

/// Plans that nobody made: one with every part, as read from its file, and one with hostile texts.
enum InventedPlan {
  private static func quoted(_ text: String) -> String { YAMLText.scalar(text) }

  /// A plan whose names are what a test gives.
  static func plan(_ names: [String]) throws -> ProductionPlan {
    func name(_ place: Int) -> String { quoted(names[place % names.count]) }
    return try ProductionPlan.load(
      bytes: Array(
        """
        version: 1
        model: {name: \(name(0)), version: "1.3", description: \(name(1)), task: binary, target: \(name(2))}
        assessment: {report: r.json, verdict: GO_WITH_CONDITIONS, time: "2026-03-31T12:00:00Z", evidence: 00, assay: 0.1.0}
        budget: {false-alarms: 1, days: 90}
        every: 1 day
        rows-per-day: 900
        owners: [{role: on-call, name: \(name(3)), contact: \(name(4))}]
        channels: [{name: \(name(5)), kind: pager, target: \(name(6))}]
        monitors:
          - {id: \(name(7)), kind: performance, rule: \(name(8)), metric: rocAUC, columns: [\(name(9))], reference: test, window: week, rows: 6300, below: 0.67, unit: probability, false-alarms: 0.1, smallest-change: 0.02, power: 0.8, severity: page, assumes: \(name(6)), owner: \(name(3)), channel: \(name(5)), items: [performance.thresholds, performance.monitoring]}
          - {id: heartbeat, kind: heartbeat, rule: None ran., severity: ticket}
        unwatched: [{kind: labels, reason: \(name(1)), remedy: \(name(2))}]
        quality: {contract: \(name(0)), quarantine: held/}
        labels: {delay: 14 days, coverage: 0.9}
        expected-drift: [{kind: recurring, columns: [\(name(1))], when: \(name(2)), period: 52 weeks, action: wait}]
        retraining: {threshold: 0.6, every: 90 days, least-rows: 10, cool-down: 2 days, approver: \(name(4)), command: make}
        fallback: {kind: rule, target: \(name(5)), within: 2 seconds}
        review: {predictions: \(name(6)), by: \(name(7)), within: 1 hour}
        limits: [{name: rocAUC, goal: 0.7, measured: 0.71, unit: probability, item: benchmark.metrics}]
        runbook: [{monitor: heartbeat, look: \(name(8)), first: \(name(9)), then: \(name(0)), items: [performance.causes]}]
        agreements: [{part: people, item: integration.human, text: \(name(1)), by: \(name(2)), evidence: \(name(3))}]
        risks: [{item: benchmark.gap, status: fail, finding: \(name(4)), decision: waive, by: \(name(5)), reason: \(name(6)), until: 2027-03-31}]
        gaps: [{item: integration.fallback, kind: question, reason: \(name(7)), remedy: \(name(8))}]
        """.utf8), file: "plan.yaml")
  }

  /// A plan that says nothing beyond what it must.
  static let bare = Result {
    try ProductionPlan.load(
      bytes: Array(
        """
        version: 1
        model: {name: m, task: binary, target: y}
        assessment: {report: r.json, verdict: GO, time: "2026-03-31T12:00:00Z", evidence: 00, assay: 0.1.0}
        """.utf8), file: "plan.yaml")
  }
  static let full = Result {
    try plan([
      "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa",
    ])
  }
  /// Texts that may stand in a file: blank ones may not.
  static let hostile = Result {
    try plan(InventedAssessment.hostile.filter { !$0.allSatisfy(\.isWhitespace) })
  }
}
