internal import Statistics

/// Tests on held-out rows what the search found on others.
///
/// The held-out rows had no part in choosing the slices, so that neither their p-values nor their
/// differences are flattered by the choice. Each slice is tested on what the ones found before it
/// leave: a part of a weak slice is no finding unless it is weaker than the slice.
struct SliceConfirmation {
  private let part: SliceRows.Part
  private let level: Double
  private let rate: Double

  /// A slice on the held-out rows.
  struct Outcome: Sendable {
    let slice: FoundSlice
    /// Held-out rows in it, and their mean loss.
    let rows: Int
    let loss: Double
    /// The mean loss of the other held-out rows.
    let rest: Double
    let pValue: Double
    let adjustedPValue: Double
    let difference: Estimate
  }

  init(_ part: SliceRows.Part, level: Double, rate: Double) {
    self.part = part
    self.level = level
    self.rate = rate
  }

  /// The slices that are confirmed, in the order given.
  ///
  /// - Throws: ``Undefined`` never with p-values in 0…1, which these are.
  func confirm(_ found: [FoundSlice]) throws(Undefined) -> [Outcome] {
    var values = part.losses
    var tested: [(inside: WelchTest.Sample, outside: WelchTest.Sample, pValue: Double)] = []
    for slice in found {
      let members = slice.members(of: part)
      let left = split(values, members)
      tested.append((split(part.losses, members).inside, split(part.losses, members).outside, 1))
      guard members.count > 1, members.count < part.count - 1 else { continue }
      if let outcome = Self.test(left.inside, left.outside) {
        tested[tested.count - 1].pValue = outcome
      }
      let excess = left.inside.mean - left.outside.mean
      for row in members { values[row] -= excess }
    }
    let adjusted = try BenjaminiHochbergCorrection.adjust(tested.map(\.pValue))
    let chosen = found.indices.filter { adjusted[$0] <= rate }
    guard !chosen.isEmpty else { return [] }
    let ownLevel = try FamilyLevel.falseCoverage(
      level, members: found.count, selected: chosen.count)
    return chosen.map { place in
      let (inside, outside, pValue) = tested[place]
      return Outcome(
        slice: found[place], rows: inside.rows, loss: inside.mean, rest: outside.mean,
        pValue: pValue, adjustedPValue: adjusted[place],
        difference: Self.difference(inside, outside, level: ownLevel))
    }
  }

  private static func difference(
    _ inside: WelchTest.Sample, _ outside: WelchTest.Sample, level: Double
  ) -> Estimate {
    do throws(Undefined) {
      return Estimate(
        inside.mean - outside.mean,
        interval: try WelchTest.interval(of: inside, less: outside, level: level))
    } catch {
      return Estimate(inside.mean - outside.mean, note: error.reason)
    }
  }

  /// The p-value; nil where neither side varies, when nothing can be said.
  private static func test(_ inside: WelchTest.Sample, _ outside: WelchTest.Sample) -> Double? {
    do throws(Undefined) {
      return try WelchTest.test(inside, isAbove: outside).pValue
    } catch {
      return nil
    }
  }

  /// Means and variances of the rows in and outside of a slice.
  private func split(
    _ values: [Double], _ members: [Int]
  ) -> (inside: WelchTest.Sample, outside: WelchTest.Sample) {
    var isMember = [Bool](repeating: false, count: values.count)
    for row in members { isMember[row] = true }
    func sample(_ wanted: Bool) -> WelchTest.Sample {
      let count = wanted ? members.count : values.count - members.count
      var sum = 0.0
      for row in values.indices where isMember[row] == wanted { sum += values[row] }
      let mean = sum / Double(count)
      var squares = 0.0
      for row in values.indices where isMember[row] == wanted {
        squares += (values[row] - mean) * (values[row] - mean)
      }
      return WelchTest.Sample(rows: count, mean: mean, variance: squares / Double(count - 1))
    }
    return (sample(true), sample(false))
  }
}
