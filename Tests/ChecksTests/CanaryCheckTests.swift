import Checklist
import Testing

@Suite("A fault put in on purpose")
struct CanaryCheckTests {
  private func evidence(_ script: String, every: String = ", every: 7 days") throws -> Evidence {
    var sample = Sample(.binary, rows: 300)
    sample.plan["canary"] = """
      {command: [sh, canary.sh, "{key}"], alarms: alarms.csv, column: text, within: 2 seconds\(every)}
      """
    sample.files["canary.sh"] = script
    sample.files["alarms.csv"] = "at,text\n2025-06-01,an old alarm\n"
    return try #require(
      try Assessed(sample, aspects: [.performance])["performance.canary"])
  }

  private static let arrives = "echo \"2025-07-01,null share of $1\" >> alarms.csv\n"

  @Test("passes when its alarm arrives and it is repeated")
  func arrives() throws {
    let found = try evidence(Self.arrives)
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("every 7 days"), "\(found.finding)")
  }

  @Test("asks for a schedule where none is declared")
  func once() throws {
    #expect(try evidence(Self.arrives, every: "").status == .attention)
  }

  @Test(
    "fails when no alarm arrives, or the fault cannot be put in",
    arguments: [("true\n", "no alarm of it arrived"), ("echo gone >&2; exit 1\n", "gone")])
  func lost(_ script: String, _ words: String) throws {
    let found = try evidence(script)
    #expect(found.status == .fail && found.finding.contains(words), "\(found.finding)")
  }

  @Test("is missing where none is declared, and refused where nothing could find its alarm")
  func undeclared() throws {
    let found = try Assessed(Sample(.binary, rows: 300), aspects: [.performance])
    #expect(found["performance.canary"]?.status == .missing)
    #expect {
      var sample = Sample(.binary, rows: 300)
      sample.plan["canary"] = "{command: [./canary], alarms: a.csv, column: text}"
      _ = try Assessed(sample, aspects: [.performance])
    } throws: { "\($0)".contains("carries the word") }
  }
}
