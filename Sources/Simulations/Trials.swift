import Statistics

/// Repeats an experiment with seeded chance on all cores and adds up what happened.
///
/// The trials are cut into blocks with a generator each, so that the sums do not depend on how many
/// threads there are.
struct Trials: Sendable {
  /// How often the experiment is repeated.
  let count: Int
  /// The seed of the whole run.
  let seed: UInt64

  private static let blocks = 32

  /// Adds up the outcomes of all trials, element by element.
  func sums(
    of width: Int,
    _ experiment: @escaping @Sendable (_ generator: inout SeededGenerator) -> [Double]
  ) async -> [Double] {
    var source = SeededGenerator(seed: seed)
    let generators = (0..<Self.blocks).map { _ in source.split() }
    let count = count
    return await withTaskGroup(of: (Int, [Double]).self) { group in
      for block in 0..<Self.blocks {
        var generator = generators[block]
        let trials = count * (block + 1) / Self.blocks - count * block / Self.blocks
        group.addTask {
          var sums = [Double](repeating: 0, count: width)
          for _ in 0..<trials {
            for (index, value) in experiment(&generator).enumerated() { sums[index] += value }
          }
          return (block, sums)
        }
      }
      var parts = [[Double]](repeating: [], count: Self.blocks)
      for await (block, sums) in group { parts[block] = sums }
      return parts.reduce([Double](repeating: 0, count: width)) { total, part in
        zip(total, part).map { $0 + $1 }
      }
    }
  }

  /// The share of trials in which each of several events happened.
  func shares(
    of width: Int,
    _ experiment: @escaping @Sendable (_ generator: inout SeededGenerator) -> [Bool]
  ) async -> [Double] {
    await sums(of: width) { generator in experiment(&generator).map { $0 ? 1 : 0 } }
      .map { $0 / Double(count) }
  }
}
