import Testing

@testable import Monitoring

@Suite struct CadenceTests {
  @Test(
    "Intervals are read as people write them",
    arguments: [
      ("day", 24.0), ("hour", 1), ("week", 168), ("15m", 0.25), ("6h", 6), ("2d", 48),
      ("2 days", 48), ("90 minutes", 1.5),
    ])
  func read(text: String, hours: Double) {
    #expect(Cadence(text)?.hours == hours)
  }

  @Test(
    "What is no interval is refused",
    arguments: ["", "soon", "0h", "-1d", "infd", "nanh", "1", "1 fortnight"])
  func refused(text: String) {
    #expect(Cadence(text) == nil)
  }

  @Test("Without a statement the middle of the gaps is taken, from three on")
  func learnt() {
    let times = [0.0, 24, 48, 49, 96].map { Moment(microseconds: 0).advanced(hours: $0) }
    #expect(Cadence(learntFrom: times)?.hours == 24)
    #expect(Cadence(learntFrom: Array(times.prefix(3))) == nil)
  }

  @Test(
    "A budget becomes a rate for one run",
    arguments: [("1 per 90 days", 1.0 / 90), ("3 per 30 days", 0.1)])
  func budget(text: String, rate: Double) throws {
    let day = try #require(Cadence("day"))
    let budget = try #require(AlarmBudget(text))
    #expect(abs(budget.rate(every: day) - rate) < 1e-12)
    #expect(budget.words == text)
  }

  @Test(
    "What is no budget is refused",
    arguments: ["", "1", "1 per day", "0 per 90 days", "1 per -3 days"])
  func noBudget(text: String) {
    #expect(AlarmBudget(text) == nil)
  }
}
