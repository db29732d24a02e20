import Statistics
import Testing

@testable import Checklist

@Suite("The production plan as a file")
struct ProductionPlanTests {
  /// A plan that says something everywhere, in words that YAML could take for something else.
  static let full: ProductionPlan = {
    var plan = ProductionPlan()
    plan.model = ProductionPlan.Model(
      name: "a: b", version: "1.10", description: "- x", task: "binary", target: "no",
      prediction: "#p", score: "{s}", timestamp: "ts")
    plan.assessment = ProductionPlan.Source(
      report: "r.json", verdict: "GO", time: "2026-03-31T12:00:00Z", evidence: "0123",
      assay: "0.1.0")
    plan.budget = ProductionPlan.Budget(falseAlarms: 0.5, days: 30)
    plan.every = ConfigurationDuration("2 hours")
    plan.rowsPerDay = 900.5
    plan.respondWithin = ConfigurationDuration("30 minutes")
    plan.owners = [ProductionPlan.Owner(role: .onCall, name: "yes", contact: "a@b.c")]
    plan.channels = [ProductionPlan.Channel(name: "n", kind: .email, target: "*x")]
    plan.monitors = [
      ProductionPlan.Monitor(
        id: "performance", kind: .performance, metric: "rocAUC", columns: ["a, b", "true"],
        reference: "test", window: "week", rows: 6_300, below: 0.67, above: -1, expected: 0.7,
        unit: "share", level: 0.999, looks: 12.5, falseAlarms: 0.1, smallestChange: 1e-9,
        power: 0.8, severity: .page, owner: "o", channel: "n", rule: "It is low\nor not.",
        items: ["performance.monitoring"]),
      ProductionPlan.Monitor(id: "heartbeat", rule: "None ran."),
    ]
    plan.quality = ProductionPlan.Quality(contract: "c.yaml", quarantine: "held/")
    plan.labels = ProductionPlan.Labels(delay: ConfigurationDuration("14 days"), coverage: 0.9)
    plan.expected = [
      Project.ExpectedDrift(
        kind: .newCategory, columns: ["c"], when: "May", period: ConfigurationDuration("1 week"),
        action: .rollBack)
    ]
    plan.retraining = ProductionPlan.Retraining(
      threshold: 0.6, every: ConfigurationDuration("90 days"), leastRows: 1, approver: "A")
    plan.fallback = ProductionPlan.Fallback(kind: .previousModel, target: "v1")
    plan.review = ProductionPlan.Review(predictions: "0.5", by: "desk")
    plan.limits = [ProductionPlan.Limit(name: "rocAUC", goal: 0.75, item: "benchmark.metrics")]
    plan.runbook = [
      ProductionPlan.Step(
        monitor: "heartbeat", look: "l", first: "f", then: "t", owner: "o", items: ["x.y"])
    ]
    plan.agreements = [
      ProductionPlan.Agreement(part: .people, item: "a.b", text: "| x\n\ty\u{202E}", by: "I")
    ]
    plan.risks = [
      ProductionPlan.Risk(
        item: "a.b", status: "fail", decision: "waive", by: "I", reason: "r", until: "2027-03-31")
    ]
    plan.gaps = [ProductionPlan.Gap(item: "a.b", reason: "unanswered", remedy: "Answer it.")]
    return plan
  }()

  private static func load(_ text: String) throws(ProjectErrors) -> ProductionPlan {
    try ProductionPlan.load(bytes: Array(text.utf8), file: ProductionPlan.fileName)
  }

  @Test("Reading back what was written gives an equal plan")
  func roundTrip() throws {
    #expect(try Self.load(Self.full.text) == Self.full)
    var small = ProductionPlan()
    small.model = ProductionPlan.Model(name: "m", task: "binary", target: "y")
    small.assessment = Self.full.assessment
    #expect(try Self.load(small.text) == small)
  }

  @Test("Every key's example is a value that the key accepts")
  func examples() throws {
    for key in ProductionPlan.keys { try ProjectDraftTests.check(key, path: "") }
  }

  @Test(
    "What is wrong is told with line and column",
    arguments: [
      ("version: 2\n", "production-plan.yaml:1:10: “version” must be 1"),
      ("version: 1\nmodle: {}\n", ":2:1: unknown key “modle”"),
      ("version: 1\nmodel: {name: m, task: binary}\n", ":2:8: “model” lacks “target”"),
      ("monitors: [{id: a, kind: magic, rule: r, severity: page}]\n", ":1:26: "),
      ("budget: {days: 0}\n", ":1:16: "), ("every: soon\n", ":1:8: "),
      ("monitors: 7\n", ":1:11: "), ("", "production-plan.yaml:1:1: "),
    ])
  func refused(text: String, says: String) throws {
    let errors = #expect(throws: ProjectErrors.self) { try Self.load(text) }
    #expect(errors?.description.contains(says) == true, "\(errors?.description ?? "")")
  }

  @Test("Two monitors of one name, and a step for none, are refused where they stand")
  func doubles() throws {
    var plan = Self.full
    plan.monitors.append(plan.monitors[0])
    plan.runbook[0].monitor = "other"
    let errors = try #require(
      #expect(throws: ProjectErrors.self) { try Self.load(plan.text) })
    #expect(errors.errors.count == 2)
    #expect(errors.description.contains("two monitors have the id “performance”"))
    #expect(errors.description.contains("there is no monitor “other”"))
    #expect(errors.errors.allSatisfy { $0.line > 1 })
  }

  @Test("A number that is none is left out, so that the file stays readable")
  func notANumber() throws {
    var plan = Self.full
    plan.monitors[0].below = .nan
    plan.monitors[0].above = .infinity
    let read = try Self.load(plan.text)
    #expect(read.monitors[0].below == nil && read.monitors[0].above == nil)
  }
}
