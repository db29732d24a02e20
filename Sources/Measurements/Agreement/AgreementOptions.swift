package import Statistics

/// Which columns hold the judgements and how they are measured.
package struct AgreementOptions: Sendable {
  /// The column that names the item.
  package let item: String
  /// The column that names who judged it.
  package let annotator: String
  /// The column of the label given.
  package let label: String
  /// The column of the item's adjudicated label; nil when there is none.
  package let truth: String?
  /// The highest scale that the labels have; nil: what they allow.
  package let scale: LabelScale?
  /// The labels in ascending order; empty: that of their numbers.
  package let order: [String]
  /// Coverage of the intervals.
  package let level: Double
  /// Where chance starts.
  package let seed: UInt64

  /// Judgements kept at most, one an item and annotator: at about 100 bytes each, 200 MB.
  package static let judgementLimit = 2_000_000
  /// Distinct labels at most.
  package static let labelLimit = 10_000
  /// Annotators above which pairs of them are not compared.
  package static let annotatorLimit = 1_000
  /// Pairs of annotators that are listed, those with most items in common first.
  package static let pairLimit = 200
  /// Items that are listed.
  package static let listLimit = 20

  /// Makes the options.
  package init(
    item: String, annotator: String, label: String, truth: String? = nil,
    scale: LabelScale? = nil, order: [String] = [], level: Double = 0.95, seed: UInt64 = 1
  ) {
    self.item = item
    self.annotator = annotator
    self.label = label
    self.truth = truth
    self.scale = scale
    self.order = order
    self.level = level
    self.seed = seed
  }
}

/// Why agreement cannot be measured on what the person gave.
package enum AgreementRefusal: Error, Sendable, Hashable {
  /// The data has no column of that name; what it is for and which columns there are.
  case unknownColumn(String, role: String, available: [String])
  /// The column holds lists, structures or nothing that can be compared.
  case wrongType(column: String, role: String)
  /// There are more judgements than are kept.
  case tooManyJudgements(limit: Int)
  /// There are more distinct labels than are followed.
  case tooManyLabels(column: String, limit: Int)
  /// `--order` names a label twice.
  case repeatedInOrder(String)
  /// A label that `--order` does not name.
  case notInOrder(label: String, order: [String])
  /// The scale needs an order that nothing gives.
  case orderMissing(label: String)
  /// The scale needs numbers.
  case notNumeric(label: String, scale: LabelScale)
  /// A ratio scale has no negative numbers.
  case negative(label: String)

  /// One sentence without its full stop: what, where, what to do.
  package var message: String {
    switch self {
    case .unknownColumn(let name, let role, let available):
      "the data has no column \(name) for the \(role); its columns are "
        + available.prefix(20).joined(separator: ", ")
        + (available.count > 20 ? " and \(available.count - 20) more" : "")
    case .wrongType(let column, let role):
      "column \(column) cannot be the \(role): expected texts, numbers, truths or dates"
    case .tooManyJudgements(let limit):
      "there are more than \(limit) judgements: measure a random part of the items"
    case .tooManyLabels(let column, let limit):
      "column \(column) has more than \(limit) distinct values: are they labels? "
        + "Round numbers, or name another column with --label"
    case .repeatedInOrder(let label): "--order names \(Self.short(label)) twice"
    case .notInOrder(let label, let order):
      "the label \(Self.short(label)) is not in --order "
        + "\(order.prefix(10).map(Self.short).joined(separator: ","))"
        + "\(order.count > 10 ? ",…" : ""): name every label"
    case .orderMissing(let label):
      "an ordinal scale needs --order a,b,c: the label \(Self.short(label)) is no number"
    case .notNumeric(let label, let scale):
      "--scale \(scale.rawValue) needs numbers: the label \(Self.short(label)) is none"
    case .negative(let label):
      "--scale ratio has no negative numbers: the label \(Self.short(label)) is one; "
        + "use --scale interval"
    }
  }

  private static func short(_ text: String) -> String {
    text.count > 40 ? "\(text.prefix(40))…" : text
  }
}
