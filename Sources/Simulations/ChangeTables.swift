import Statistics

/// How well changes over time are found, typed and dated, and how often where there is none.
struct ChangeTables {
  let trials: Int
  let seed: UInt64

  private static let types = ChangeType.allCases

  /// Found types by true type.
  func confusion(windows: Int, size: Double) async -> String {
    var table = MarkdownTable(
      ["truth"] + Self.types.map { "found \($0.rawValue)" }
        + ["date in its 95 % interval", "confidence above 0.5"])
    for truth in Self.types {
      let width = Self.types.count + 3
      let sums = await Trials(count: max(32, trials / 10), seed: seed).sums(of: width) {
        generator in
        var row = [Double](repeating: 0, count: width)
        guard
          let drawn = ChangeSeries(truth, windows: windows, size: size, using: &generator),
          let finding = try? ChangeTyping.judge(drawn.series)
        else { return row }
        for (index, type) in Self.types.enumerated() where type == finding.type { row[index] = 1 }
        if finding.type == truth, let start = drawn.start, let interval = finding.interval {
          row[width - 3] = 1
          let at = Double(start)
          row[width - 2] = at >= interval.low && at <= interval.high ? 1 : 0
        }
        row[width - 1] = finding.confidence > 0.5 ? 1 : 0
        return row
      }
      let count = Double(max(32, trials / 10))
      let dated = sums[width - 3]
      table.append(
        [truth.rawValue] + Self.types.indices.map { MarkdownTable.percent(sums[$0] / count) }
          + [
            dated > 0 ? MarkdownTable.percent(sums[width - 2] / dated) : "–",
            MarkdownTable.percent(sums[width - 1] / count),
          ])
    }
    return table.text
  }

  /// How often a series without a change shows one.
  func falseAlarms() async -> String {
    var table = MarkdownTable([
      "windows", "typed as a change at 0.95", "at 0.99", "change point at 0.95", "at 0.99",
    ])
    for windows in [6, 8, 12, 20, 30, 60, 120, 250] {
      let count = windows > 100 ? max(32, trials / 5) : trials
      let shares = await Trials(count: count, seed: seed).shares(of: 4) { generator in
        guard
          let drawn = ChangeSeries(.none, windows: windows, size: 0, using: &generator)
        else { return [true, true, true, true] }
        func typed(_ level: Double) -> Bool {
          (try? ChangeTyping.judge(drawn.series, level: level))?.type != ChangeType.none
        }
        func found(_ level: Double) -> Bool {
          (try? ChangePoints.find(drawn.series, level: level))?.isEmpty != true
        }
        return [typed(0.95), typed(0.99), found(0.95), found(0.99)]
      }
      table.append(["\(windows)"] + shares.map(MarkdownTable.percent))
    }
    return table.text
  }
}
