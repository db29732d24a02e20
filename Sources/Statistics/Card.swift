/// What a statistic, test, metric, check or baseline says about itself.
///
/// The only metadata that a member has: help, documentation, report tooltips, JSON keys and the
/// error "expected one of …" are all made from it.
package struct Card: Sendable, Hashable {
  /// Stable name, spelled out in kebab case: `population-stability-index`.
  package let id: String
  /// Other names that people type: `psi`.
  package let aliases: [String]
  /// The key in JSON documents: `psi`, `rocAUC`.
  package let key: String
  /// Name for people, sentence case.
  package let title: String
  /// One sentence for people: what it tells.
  package let summary: String
  /// Unit of the value: `share`, `probability`, `rows`, `the column's unit`.
  package let unit: String
  /// Smallest and largest value it can take, as people write it: `0…1`.
  package let range: String
  /// Which way is better.
  package let direction: Direction
  /// The formula, in plain text.
  package let formula: String
  /// Parameters with their defaults, by name.
  package let defaults: [Parameter]
  /// When it has no value.
  package let undefined: String
  /// The laws it obeys; each is a test that runs on every member claiming it.
  package let laws: Set<Law>
  /// Paper, standard or reference function.
  package let source: String

  /// Makes a card.
  package init(
    id: String, aliases: [String] = [], key: String, title: String, summary: String,
    unit: String, range: String, direction: Direction, formula: String,
    defaults: [Parameter] = [], undefined: String, laws: Set<Law> = [], source: String
  ) {
    self.id = id
    self.aliases = aliases
    self.key = key
    self.title = title
    self.summary = summary
    self.unit = unit
    self.range = range
    self.direction = direction
    self.formula = formula
    self.defaults = defaults
    self.undefined = undefined
    self.laws = laws
    self.source = source
  }

  /// Smallest and largest value as numbers, read from ``range``; everything where it is told in
  /// words.
  package var bounds: ClosedRange<Double> {
    let ends = range.split(separator: "…", omittingEmptySubsequences: false).map(Self.number)
    guard ends.count == 2, let low = ends[0], let high = ends[1], low <= high else {
      return -Double.infinity...Double.infinity
    }
    return low...high
  }

  private static func number(_ text: Substring) -> Double? {
    switch text {
    case "∞": .infinity
    case "−∞": -.infinity
    default: text.first == "−" ? Double(text.dropFirst()).map { -$0 } : Double(text)
    }
  }

  /// A parameter, its default and why that default.
  package struct Parameter: Sendable, Hashable {
    /// The parameter's name.
    package let name: String
    /// The default, as people write it.
    package let value: String
    /// Why this default.
    package let reason: String

    /// Makes a parameter.
    package init(_ name: String, _ value: String, reason: String) {
      self.name = name
      self.value = value
      self.reason = reason
    }
  }
}

/// Which way a value is better.
package enum Direction: String, Sendable, Hashable, Codable {
  case higherIsBetter
  case lowerIsBetter
  /// Zero is best, both signs are worse: a bias.
  case zeroIsBest
  /// Neither: a count, a p-value.
  case neutral
}

/// A property that a member of a catalogue claims, and that one test checks on all that claim it.
package enum Law: String, Sendable, Hashable, CaseIterable {
  /// `f(a, b) = f(b, a)`.
  case symmetric
  /// `f(a, a) = 0`.
  case zeroOnEqual
  /// The order of rows or bins changes nothing.
  case orderInvariant
  /// Merging parts and then computing equals computing on the whole.
  case mergeInvariant
  /// Adding a constant to the scores and threshold, or any increasing transform, changes nothing.
  case rankInvariant
  /// Multiplying all counts by a whole number changes nothing.
  case scaleInvariant
  /// The value stays inside the range that the card states.
  case bounded
}
