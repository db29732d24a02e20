import Testing

@testable import Measurements

@Suite("The order of groups")
struct GroupOrderTests {
  @Test("is one that sorting may rely on, for numbers, texts and missing values together")
  func strict() {
    let values: [String?] = ["10", "9", "1a", "nan", "1", "1.0", "-3", "b", "", "inf", nil]
    func comes(_ one: String?, _ other: String?) -> Bool { GroupOrder.comesBefore([one], [other]) }
    for a in values {
      #expect(!comes(a, a))
      for b in values {
        #expect(!(comes(a, b) && comes(b, a)), "\(a ?? "–"), \(b ?? "–")")
        for c in values where comes(a, b) && comes(b, c) {
          #expect(comes(a, c), "\(a ?? "–"), \(b ?? "–"), \(c ?? "–")")
        }
      }
    }
    #expect(["1a", "10", "9"].sorted { comes($0, $1) } == ["9", "10", "1a"])
  }

  @Test("The rest of each group is all the others, merged")
  func rest() {
    let rests = RestTables.map(count: 4, table: { [1, 10, 100, 1_000][$0] }, merge: { $0 += $1 }) {
      $0
    }
    #expect(rests == [1_110, 1_101, 1_011, 111])
    #expect(RestTables.map(count: 1, table: { _ in 1 }, merge: { $0 += $1 }) { $0 } == [nil])
    #expect(RestTables.map(count: 0, table: { _ in 1 }, merge: { $0 += $1 }) { $0 }.isEmpty)
  }
}
