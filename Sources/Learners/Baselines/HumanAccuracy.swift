package import Statistics

/// How often people are right, declared or measured from labels of several people.
///
/// There are no rows to pair with: the comparison treats the model's accuracy as a share of its
/// rows and the declared one as a share of the rows that people judged, or as certain without them.
package struct HumanAccuracy: Sendable, Hashable {
  package static let card = Card(
    id: "human-accuracy", aliases: ["human"], key: "human", title: "Human accuracy",
    summary: "How often people are right on the same kind of rows.", unit: "share", range: "0…1",
    direction: .higherIsBetter, formula: "rows judged rightly / rows judged",
    undefined: "no accuracy is declared", laws: [.bounded],
    source: "Newcombe, Interval estimation for the difference between independent proportions, "
      + "1998, method 10")

  /// The share, 0…1.
  package var value: Double
  /// Rows that people judged, where known.
  package var rows: Int?

  /// Declares an accuracy.
  ///
  /// - Throws: `Undefined` for a share outside 0…1.
  package init(value: Double, rows: Int? = nil) throws(Undefined) {
    guard (0...1).contains(value) else {
      throw Undefined("a human accuracy of \(value) is no share: it must be from 0 to 1")
    }
    guard rows.map({ $0 > 0 }) ?? true else {
      throw Undefined("people must have judged at least one row")
    }
    self.value = value
    self.rows = rows
  }
}
