import Testing

@testable import Measurements

@Suite("Values as examples")
struct ShownSampleTests {
  @Test(
    "What looks personal appears by its shape, what stands around it as it is",
    arguments: [
      ("ada@example.org", "xxx@xxxxxxx.xxx"),
      ("the first is \"ada@example.org\"", "the first is \"xxx@xxxxxxx.xxx\""),
      ("call +44 20 7946 0958 or ada@example.org é", "call +00 00 0000 0000 or xxx@xxxxxxx.xxx é"),
      ("3 of 40 rows", "3 of 40 rows"), ("", ""), ("EWR", "EWR"), ("2024-01-31", "2024-01-31"),
    ])
  func text(value: String, shown: String) {
    #expect(ShownSample.text(value) == shown)
  }

  @Test("A tenth of personal values makes a column one that is not shown")
  func column() {
    let towns = (0..<90).map { "town \($0)" }
    let mails = (0..<10).map { "a\($0)@example.org" }
    #expect(ShownSample.holdsPersonal(towns + mails))
    #expect(!ShownSample.holdsPersonal(towns + mails.dropFirst()))
    #expect(!ShownSample.holdsPersonal([String]()))
  }
}
