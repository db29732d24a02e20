import Checklist
import Testing

@Suite("Roles of columns: what times tell")
struct RolesOverTimeTests {
  private static let day = 86_400e6

  private static func time(_ days: Int, distinct: Int) -> ColumnSummary {
    ColumnSummary(
      name: "day", kind: .timestamp, distinct: distinct, missing: 0, minimum: 0,
      maximum: Double(days - 1) * day)
  }

  private static func number(_ name: String, _ distinct: Int = 500) -> ColumnSummary {
    ColumnSummary(
      name: name, kind: .numeric, distinct: distinct, missing: 0, minimum: -3, maximum: 900)
  }

  private static func states(_ count: Int) -> ColumnSummary {
    ColumnSummary(name: "state", kind: .categorical, distinct: count, missing: 0)
  }

  private static func roles(
    rows: Int, _ columns: [ColumnSummary], task: Project.Task? = nil
  ) throws -> InferredRoles {
    try RoleInference.roles(
      of: [.train, .test].map { DataSetSummary(role: $0, rows: rows, columns: columns) },
      given: GivenRoles(task: task, target: "births"))
  }

  @Test("Numbers of each time and each value of a category are a regression to be checked")
  func series() throws {
    let columns = [Self.time(300, distinct: 300), Self.states(8), Self.number("births")]
    let task = try Self.roles(rows: 2_400, columns).task
    #expect(task.value == .regression && task.needsCheck)
    #expect(task.reason.contains("each of 8 values of state"), "\(task.reason)")
    #expect(task.reason.contains("--task forecast"))
    let single = try Self.roles(
      rows: 300, [Self.time(300, distinct: 300), Self.number("births")]
    ).task
    #expect(single.needsCheck && single.reason.contains("comes once"), "\(single.reason)")
  }

  @Test("Rows that come when they come, and a task that was given, are not doubted")
  func noSeries() throws {
    let columns = [Self.time(300, distinct: 300), Self.states(8), Self.number("births")]
    #expect(try !Self.roles(rows: 1_700, columns).task.needsCheck)
    #expect(try !Self.roles(rows: 2_400, columns, task: .regression).task.needsCheck)
    #expect(
      try !Self.roles(
        rows: 80, [Self.time(10, distinct: 10), Self.states(8), Self.number("births")]
      ).task.needsCheck)
  }

  @Test(
    "The shortest window with rows enough is proposed, to be checked",
    arguments: [
      (days: 60, rows: 60_000, window: "day"), (60, 3_000, "week"), (400, 4_000, "month"),
      (1_500, 4_000, "quarter"),
    ])
  func window(days: Int, rows: Int, window: String) throws {
    let found = try Self.roles(
      rows: rows, [Self.time(days, distinct: days), Self.number("births"), Self.number("x")]
    ).window
    #expect(found?.value == window)
    #expect(found?.needsCheck == true)
  }

  @Test("Without times, with few rows, or over one time no window is proposed")
  func noWindow() throws {
    let plain = [Self.number("births"), Self.number("x")]
    #expect(try Self.roles(rows: 9_000, plain).window == nil)
    #expect(try Self.roles(rows: 300, [Self.time(60, distinct: 60)] + plain).window == nil)
    #expect(try Self.roles(rows: 9_000, [Self.time(1, distinct: 1)] + plain).window == nil)
  }

  @Test("An output that was found by its values is taken where no name says one, and marked")
  func likely() throws {
    let share = ColumnSummary(
      name: "out17", kind: .numeric, distinct: 900, missing: 0, minimum: 0, maximum: 1)
    let label = ColumnSummary(
      name: "late", kind: .numeric, distinct: 2, missing: 0, minimum: 0, maximum: 1,
      top: [.init(text: "0", count: 600), .init(text: "1", count: 400)])
    var given = GivenRoles(target: "late")
    given.likelyOutput = GivenRoles.LikelyOutput(column: "out17", reason: "its shares fit")
    let sets = [DataSetSummary(role: .test, rows: 1_000, columns: [share, label])]
    let roles = try RoleInference.roles(of: sets, given: given)
    #expect(roles.score?.value == "out17" && roles.score?.needsCheck == true)
    #expect(roles.prediction == nil)
    given.prediction = "late"
    #expect(try RoleInference.roles(of: sets, given: given).score == nil)
  }
}
