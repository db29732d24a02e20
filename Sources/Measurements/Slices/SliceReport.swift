package import Statistics

/// The weak slices of a data set that were found on one half of its rows and confirmed on the
/// other.
package struct SliceReport: Sendable {
  /// A weak slice.
  package struct Slice: Sendable {
    /// All of them hold in it; in the order of the columns.
    package let conditions: [SliceCondition]
    /// Rows in it, of those held, and their share.
    package let rows: Int
    package let share: Double
    /// The mean loss of its held-out rows.
    package let loss: Double
    /// The mean loss of the held-out rows outside of it.
    package let rest: Double
    /// ``loss`` less ``rest``, with an interval whose level allows for the slices reported.
    package let difference: Estimate
    /// Of no excess beyond what the slices before explain, on held-out rows.
    package let pValue: Double
    package let adjustedPValue: Double
  }

  /// A column that is not sliced by, and why.
  package struct Skipped: Sendable, Hashable, Encodable {
    package let column: String
    package let reason: String
  }

  /// Confirmed slices, strongest evidence first.
  package let slices: [Slice]
  /// What a weak slice has more of.
  package let loss: RowLoss
  /// The mean loss of all rows held; nil without any.
  package let overall: Double?
  /// Rows read, held, and without a loss.
  package let sourceRows: Int
  package let rows: Int
  package let unmeasuredRows: Int
  /// Columns sliced by.
  package let columns: [String]
  /// Columns not sliced by.
  package let skipped: [Skipped]
  /// Slices that the search found and the held-out rows tested.
  package let candidates: Int
  /// The fewest rows of a slice.
  package let smallestRows: Int
  /// Conditions at most.
  package let conditions: Int
  /// The share of false slices among those reported that is kept to.
  package let falseDiscoveryRate: Double
  /// Sets of columns counted over all searches, and sets that there are.
  package let counted: Int
  package let sets: Int
  /// Why nothing was searched; nil when it was.
  package let note: String?
}

extension SliceReport: Encodable {
  private enum Key: String, CodingKey { case slices, sliceSearch }
  private enum SearchKey: String, CodingKey {
    case loss, value, rowsRead, rows, unmeasuredRows, columns, skipped, candidates, smallestRows
    case conditions, falseDiscoveryRate, countedColumnSets, columnSets, note
  }

  /// Writes `slices` and `sliceSearch` into a document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(slices, forKey: .slices)
    var search = container.nestedContainer(keyedBy: SearchKey.self, forKey: .sliceSearch)
    try search.encode(loss.name, forKey: .loss)
    try search.encode(overall, forKey: .value)
    try search.encode(sourceRows, forKey: .rowsRead)
    try search.encode(rows, forKey: .rows)
    try search.encode(unmeasuredRows, forKey: .unmeasuredRows)
    try search.encode(columns, forKey: .columns)
    try search.encode(skipped, forKey: .skipped)
    try search.encode(candidates, forKey: .candidates)
    try search.encode(smallestRows, forKey: .smallestRows)
    try search.encode(conditions, forKey: .conditions)
    try search.encode(falseDiscoveryRate, forKey: .falseDiscoveryRate)
    try search.encode(counted, forKey: .countedColumnSets)
    try search.encode(sets, forKey: .columnSets)
    try search.encodeIfPresent(note, forKey: .note)
  }
}

extension SliceReport.Slice: Encodable {
  private enum Key: String, CodingKey {
    case conditions, rows, share, loss, rest, difference, pValue, adjustedPValue
  }
  private enum Field: String, CodingKey { case value, interval }

  /// Writes one element of `slices`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(conditions, forKey: .conditions)
    try container.encode(rows, forKey: .rows)
    try container.encode(share, forKey: .share)
    try container.encode(loss, forKey: .loss)
    try container.encode(rest, forKey: .rest)
    var field = container.nestedContainer(keyedBy: Field.self, forKey: .difference)
    try field.encode(difference.value, forKey: .value)
    try field.encode(difference.interval, forKey: .interval)
    try container.encode(pValue, forKey: .pValue)
    try container.encode(adjustedPValue, forKey: .adjustedPValue)
  }
}
