/// Which row goes to which set.
///
/// Rows that must stay together – equal rows, the rows of an entity, rows of one time – are a unit.
/// Units are put in the order of a seeded hash of what they hold, by time in that of their times,
/// and the order is cut where the shares say; a unit goes to the set that holds its middle. So a
/// set has exactly its share of rows where units are single rows, and the assignment depends
/// neither on threads nor on the order in which an engine reads, unless copies go apart, where it
/// depends on the rows' numbers.
///
/// Strata are cut one by one; what rounding leaves over is carried to the next, so that the sets
/// have their shares of all rows, and of every stratum to within a row or so.
package struct SplitAssignment: Sendable, Hashable {
  /// For each row the number of its set, from 1; 0 for a row in the gap between two sets.
  package let marks: [UInt8]
  /// The sets, in the recipe's order.
  package let sets: [SplitSet]
  /// Rows that are in no set.
  package let leftOut: Int
  /// The fingerprint of all rows.
  package let fingerprint: String

  /// Divides rows.
  ///
  /// - Throws: ``SplitRefusal`` when a set would have no row.
  package init(_ rows: SplitRows, _ recipe: SplitRecipe) throws(SplitRefusal) {
    let keys = Self.keys(rows, recipe)
    var marks = [UInt8](repeating: 0, count: rows.count)
    if recipe.method == .stratified {
      Self.divideStrata(rows, keys, recipe, into: &marks)
    } else {
      let cuts = Self.cuts(keys.sorted(), Self.counts(rows.count, recipe.parts))
      for row in marks.indices { marks[row] = Self.mark(keys[row], cuts) }
      if recipe.gap > 0 { Self.leaveGaps(rows.times, recipe, in: &marks) }
    }
    self.marks = marks
    var tallies = recipe.parts.map { _ in SplitSet.Tally() }
    var all = SplitSet.Tally()
    for row in marks.indices {
      all.add(rows, row)
      if marks[row] > 0 { tallies[Int(marks[row]) - 1].add(rows, row) }
    }
    fingerprint = all.fingerprint
    leftOut = marks.count { $0 == 0 }
    sets = zip(recipe.parts, tallies).map { part, tally in
      SplitSet(part, tally, labels: rows.labels)
    }
    guard let empty = sets.first(where: { $0.rows == 0 }) else { return }
    let units = Set(keys).count
    if units == 1 { throw .oneUnit(rows: rows.count, method: recipe.method) }
    throw .emptySet(name: empty.name, units: units, method: recipe.method)
  }

  /// The number by which a row's unit is ordered; equal for the rows of a unit.
  private static func keys(_ rows: SplitRows, _ recipe: SplitRecipe) -> [UInt64] {
    switch recipe.method {
    case .random, .stratified:
      switch recipe.duplicates {
      case .together: rows.contents.map { drawn($0, recipe.seed) }
      case .apart: rows.contents.indices.map { RowHash.hash(row: $0, seed: recipe.seed) }
      }
    case .group: rows.entities.map { drawn($0, recipe.seed) }
    // The order of signed numbers, kept among unsigned ones.
    case .time: rows.times.map { UInt64(bitPattern: $0) ^ (1 << 63) }
    }
  }

  private static func drawn(_ content: UInt64, _ seed: UInt64) -> UInt64 {
    RowHash.hash(row: Int(truncatingIfNeeded: content), seed: seed)
  }

  /// Rows of each set, whole numbers that sum to `rows`.
  private static func counts(_ rows: Int, _ parts: [SplitRecipe.Part]) -> [Int] {
    var carried = parts.map { _ in 0.0 }
    return counts(rows, parts, &carried)
  }

  /// The same with what earlier strata left over, which is taken along: largest remainders first.
  private static func counts(
    _ rows: Int, _ parts: [SplitRecipe.Part], _ carried: inout [Double]
  ) -> [Int] {
    let total = parts.reduce(0) { $0 + $1.fraction }
    let wanted = zip(parts, carried).map { $0.fraction / total * Double(rows) + $1 }
    var given = wanted.map { max(0, Int($0.rounded(.down))) }
    while given.reduce(0, +) != rows {
      let isShort = given.reduce(0, +) < rows
      let open = given.indices.filter { isShort || given[$0] > 0 }
      let next = open.max { first, second in
        let (one, other) = (
          wanted[first] - Double(given[first]), wanted[second] - Double(given[second])
        )
        return one == other ? first > second : isShort ? one < other : one > other
      }
      guard let next else { break }
      given[next] += isShort ? 1 : -1
    }
    for part in parts.indices { carried[part] = wanted[part] - Double(given[part]) }
    return given
  }

  /// The last key of every set but the last one; nil for a set that none of the units before its
  /// end is in.
  private static func cuts(_ sorted: [UInt64], _ counts: [Int]) -> [UInt64?] {
    var ends: [Int] = []
    for count in counts.dropLast() { ends.append((ends.last ?? 0) + count) }
    var cuts = ends.map { _ in UInt64?.none }
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end] == sorted[start] { end += 1 }
      for place in ends.indices where start + end <= 2 * ends[place] { cuts[place] = sorted[start] }
      start = end
    }
    return cuts
  }

  private static func mark(_ key: UInt64, _ cuts: [UInt64?]) -> UInt8 {
    for (place, cut) in cuts.enumerated() {
      if let cut, key <= cut { return UInt8(place + 1) }
    }
    return UInt8(cuts.count + 1)
  }

  private static func divideStrata(
    _ rows: SplitRows, _ keys: [UInt64], _ recipe: SplitRecipe, into marks: inout [UInt8]
  ) {
    let codes = rows.strata.codes
    var members = [[Int]](repeating: [], count: rows.strata.names.count)
    for row in codes.indices { members[Int(codes[row])].append(row) }
    var carried = recipe.parts.map { _ in 0.0 }
    // In the order of their names, a missing one first: not in that in which rows happen to come.
    let order = members.indices.sorted { first, second in
      switch (rows.strata.names[first], rows.strata.names[second]) {
      case (nil, _): true
      case (_, nil): false
      case (let one?, let other?): one < other
      }
    }
    for stratum in order {
      let cuts = cuts(
        members[stratum].map { keys[$0] }.sorted(),
        counts(members[stratum].count, recipe.parts, &carried))
      for row in members[stratum] { marks[row] = mark(keys[row], cuts) }
    }
  }

  /// Leaves out the rows that come too soon after the end of the set before theirs.
  private static func leaveGaps(
    _ times: [Int64], _ recipe: SplitRecipe, in marks: inout [UInt8]
  ) {
    var last = [Int64?](repeating: nil, count: recipe.parts.count + 1)
    for row in marks.indices {
      let set = Int(marks[row])
      last[set] = max(last[set] ?? .min, times[row])
    }
    for row in marks.indices where marks[row] > 1 {
      guard let before = last[Int(marks[row]) - 1] else { continue }
      let (start, overflows) = before.addingReportingOverflow(recipe.gap)
      if overflows || times[row] < start { marks[row] = 0 }
    }
  }
}
