/// The value of a cell, as it is compared.
package enum Cell: Sendable, Hashable {
  /// No value; a number that is none too.
  case missing
  /// A number; of an instant, microseconds since 1970.
  case number(Double)
  case text(String)

  /// The number, where it is a finite one.
  package var number: Double? {
    guard case .number(let number) = self, number.isFinite else { return nil }
    return number
  }

  /// The text, where it is one.
  package var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// In a sentence: `12.5`, `“north”`, `missing`.
  package var shown: String {
    switch self {
    case .missing: "missing"
    case .number(let number): NumberRun.shown(number)
    case .text(let text): "“\(text)”"
    }
  }
}

/// One cell of one row as both pipelines computed it.
package struct CellPair: Sendable, Hashable {
  /// The row's key, its parts joined.
  package let key: String
  /// The row's place in the offline data, from 0.
  package let row: Int
  /// As training computed it.
  package let offline: Cell
  /// As serving computed it.
  package let online: Cell
  /// The entity's value one moment earlier, offline; nil without times, and for its first moment.
  package let previous: Cell?
}

/// How close two cells must be to count as the same.
package struct CellTolerance: Sendable, Hashable {
  /// The largest difference of numbers.
  package let absolute: Double
  /// The largest difference as a share of the larger number.
  package let relative: Double

  /// Names both bounds; either suffices.
  package init(absolute: Double, relative: Double) {
    self.absolute = absolute
    self.relative = relative
  }

  /// Instants are the same up to a millisecond: that is as fine as many stores keep them.
  package static let instants = CellTolerance(absolute: 1_000, relative: 0)

  /// Whether two numbers count as the same.
  package func accepts(_ first: Double, _ second: Double) -> Bool {
    if first == second { return true }
    guard first.isFinite, second.isFinite else { return false }
    let size = max(first.magnitude, second.magnitude)
    return (first - second).magnitude <= max(absolute, relative * size)
  }

  /// Whether two cells count as the same: texts to the letter.
  package func accepts(_ first: Cell, _ second: Cell) -> Bool {
    switch (first, second) {
    case (.missing, .missing): true
    case (.number(let one), .number(let other)): accepts(one, other)
    case (.text(let one), .text(let other)): one == other
    default: false
    }
  }
}
