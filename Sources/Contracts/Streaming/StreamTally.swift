internal import Checklist

/// How a rule about rows fares in a stream so far.
struct StreamTally {
  /// Rows that it applies to, and those of them that break it.
  private(set) var applicable = 0
  private(set) var failed = 0
  /// The first row that broke it, from 1.
  private(set) var first: Int?
  /// The least and the greatest value that broke it.
  private var least: Example?
  private var greatest: Example?

  /// The longest value that is kept.
  private static let longest = 1000

  /// A value that breaks a rule.
  private struct Example {
    let value: StreamValue
    let words: String
  }

  /// Notes a row that holds.
  @inline(__always) mutating func hold() { applicable += 1 }

  /// Notes a row that breaks the rule.
  mutating func fail(row: Int) {
    applicable += 1
    failed += 1
    if first == nil { first = row }
  }

  /// Notes the values of a row that breaks the rule.
  mutating func show(_ row: StreamRow, _ columns: [StreamColumns.Column]) {
    guard let only = columns.first else { return }
    let value = row[only.slot]
    guard columns.count == 1 else {
      let words = columns.map { column in
        let value = row[column.slot]
        return "\(column.name.quotedIfBlank) = "
          + (value.kind == .missing ? "null" : value.words.quotedIfBlank)
      }.joined(separator: ", ")
      take(Example(value: value, words: words), isText: true)
      return
    }
    guard value.kind != .missing else { return }
    // Most values lie between the two that are kept: those cost no text.
    if value.isJudged, value.kind != .text, let least, let greatest,
      (value.order(least.value) ?? 0) >= 0, (value.order(greatest.value) ?? 0) <= 0
    {
      return
    }
    take(Example(value: value, words: value.words), isText: !value.isJudged || value.kind == .text)
  }

  private mutating func take(_ example: Example, isText: Bool) {
    func isBefore(_ first: Example, _ second: Example) -> Bool {
      // The bytes of a kept value are gone, its words are not.
      if !isText, let order = first.value.order(second.value) { return order < 0 }
      return first.words < second.words
    }
    if least.map({ isBefore(example, $0) }) ?? true { least = example }
    if greatest.map({ isBefore($0, example) }) ?? true { greatest = example }
  }

  /// Whether no more rows break it than it tolerates.
  func isTolerable(_ mostly: Double) -> Bool {
    failed == 0
      || (mostly < 1 && applicable > 0
        && Double(applicable - failed) >= mostly * Double(applicable))
  }

  /// The least and the greatest value that broke it, as people read them.
  var examples: [String] {
    var words: [String] = []
    for example in [least, greatest].compactMap(\.self) {
      let text =
        example.words.utf8.count > Self.longest
        ? String(example.words.prefix(Self.longest)) + "…" : example.words
      if !words.contains(text) { words.append(text) }
    }
    return words
  }
}
