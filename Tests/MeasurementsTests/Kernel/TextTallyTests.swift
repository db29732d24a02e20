import Testing

@testable import Measurements

@Suite("Counting texts")
struct TextTallyTests {
  @Test("texts of every length are told apart and counted exactly")
  func lengths() {
    var values: [String] = []
    for length in 0...40 {
      let text = String(repeating: "x", count: length)
      values += Array(repeating: text, count: length + 1)
      if length > 0 {
        values.append(text.dropLast() + "y")
        values.append("y" + text.dropFirst())
      }
    }
    let profile = Counted.texts(values)
    var expected: [String: Int] = [:]
    for value in values { expected[value, default: 0] += 1 }
    #expect(profile.counts == expected)
    #expect(profile.empty == 1)
    #expect(
      profile.length
        == TextLength(
          smallest: 0, largest: 40, sum: values.reduce(0) { $0 + $1.utf8.count }))
  }

  @Test("texts that differ only in NUL bytes or trailing bytes are different")
  func zeroBytes() {
    let profile = Counted.texts(["a", "a\0", "\0a", "\0", "", "a\0\0", "abcdefgh", "abcdefgh\0"])
    #expect(profile.counts.count == 8)
  }

  @Test("megabyte texts are counted under a short name that tells them apart")
  func long() {
    let first = String(repeating: "a", count: 1_000_000)
    let second = first.dropLast() + "b"
    let profile = Counted.texts([first, String(second), first])
    #expect(profile.counts.count == 2)
    #expect(profile.counts.values.sorted() == [1, 2])
    #expect(profile.counts.keys.allSatisfy { $0.utf8.count <= 256 })
  }

  @Test("100,001 different texts go beyond the exact limit and the bound holds")
  func overflow() {
    var values = (0..<100_001).map { "id \($0)" }
    for heavy in 0..<20 { values += Array(repeating: "heavy \(heavy)", count: 500 + heavy) }
    var random = Lehmer(4)
    values.shuffle(using: &random)
    let profile = Counted.texts(values)
    #expect(!profile.isExact)
    #expect(profile.errorBound <= values.count / 16_384)
    #expect(profile.counts.values.reduce(0, +) + profile.other == values.count)
    for heavy in 0..<20 {
      let truth = 500 + heavy
      let found = profile.counts["heavy \(heavy)"] ?? 0
      #expect(found <= truth && truth <= found + profile.errorBound)
    }
    #expect(Set(profile.top(20).map(\.value)) == Set((0..<20).map { "heavy \($0)" }))
    let error = abs(Double(profile.distinct.value) - 100_021) / 100_021
    #expect(error < 0.08)
  }

  @Test("exactly 100,000 different texts are still exact")
  func atLimit() {
    let profile = Counted.texts((0..<100_000).map { "id \($0)" })
    #expect(profile.isExact)
    #expect(profile.distinct.value == 100_000)
  }

  @Test("merging parts in any order equals the whole while texts are exact")
  func mergeLaws() {
    var random = Lehmer(6)
    let values = (0..<5_000).map { _ in "v\(Int.random(in: 0..<300, using: &random))" }
    let whole = Counted.texts(values)
    var forward = Counted.texts(Array(values[..<1_000]))
    forward.merge(Counted.texts(Array(values[1_000..<4_000])))
    forward.merge(Counted.texts(Array(values[4_000...])))
    var backward = Counted.texts(Array(values[4_000...]))
    backward.merge(Counted.texts(Array(values[..<1_000])))
    backward.merge(Counted.texts(Array(values[1_000..<4_000])))
    #expect(forward == whole)
    #expect(backward == whole)
  }

  @Test("merged parts beyond the limit keep their bound")
  func mergeBeyondLimit() {
    var limits = CategoryLimits()
    limits.exact = 1_000
    limits.retained = 600
    var random = Lehmer(8)
    let values = (0..<40_000).map { _ in
      "v\(Int(pow2(Double.random(in: 0..<13, using: &random))))"
    }
    var truth: [String: Int] = [:]
    for value in values { truth[value, default: 0] += 1 }
    var merged = Counted.texts([], limits: limits)
    for part in 0..<5 {
      merged.merge(
        Counted.texts(Array(values[part * 8_000..<(part + 1) * 8_000]), limits: limits))
    }
    #expect(merged.total == 40_000)
    #expect(merged.errorBound <= 40_000 / 600)
    for (value, count) in truth {
      let found = merged.counts[value] ?? 0
      #expect(found <= count && count <= found + merged.errorBound)
    }
  }

  private func pow2(_ exponent: Double) -> Double {
    Double(
      sign: .plus, exponent: Int(exponent), significand: 1 + exponent - exponent.rounded(.down))
  }
}
