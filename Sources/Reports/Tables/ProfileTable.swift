internal import Checklist
package import Measurements

/// A profile for the terminal: a line a column.
package struct ProfileTable: Sendable {
  private let profile: DatasetProfile
  private let windows: WindowedProfile?
  private let hidden: Set<String>

  /// The table of a profile and, where asked for, of its windows.
  ///
  /// - Parameter hidden: columns of which no value is shown.
  package init(
    _ profile: DatasetProfile, windows: WindowedProfile? = nil, hiding hidden: Set<String> = []
  ) {
    self.profile = profile
    self.windows = windows
    self.hidden = hidden
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint(
      "\(profile.rows.of("row")), \(profile.columns.count.of("column"))\n", .strong)
    let table = TextTable(
      columns: [
        .text("column"), .word("type"), .number("missing"), .number("distinct"),
        .text("values", minimumWidth: 20),
      ],
      rows: profile.columns.map(row))
    output += table.text(style)
    if profile.columns.contains(where: { $0.type == .numeric }) {
      output += style.paint("Numbers: smallest … median … largest", .muted) + "\n"
    }
    if let windows { output += "\n" + Self.text(windows, style) }
    return output
  }

  private func row(_ column: ColumnProfile) -> [TextTable.Cell] {
    let missing = column.rows == 0 ? 0 : Double(column.missing) / Double(column.rows)
    let distinct = column.distinct.map {
      ($0.isExact ? "" : "~") + NumberText.count($0.value)
    }
    return [
      TextTable.Cell(column.name, .strong), TextTable.Cell(column.type.rawValue),
      TextTable.Cell(
        column.missing == 0 ? "–" : NumberText.percent(missing),
        missing > 0.5 ? .caution : .plain),
      TextTable.Cell(distinct ?? "–"),
      TextTable.Cell(
        hidden.contains(column.name)
          ? "not shown: it looks personal" : Self.values(of: column), .muted),
    ]
  }

  /// What the values are, in a few words.
  private static func values(of column: ColumnProfile) -> String {
    switch column.content {
    case .numbers(let numbers) where numbers.kind == .instant:
      guard let low = numbers.minimum, let high = numbers.maximum else { return "none" }
      let (first, last) = (instant(low), instant(high))
      // Times of day only where the dates do not tell the ends apart.
      return first.prefix(10) == last.prefix(10)
        ? "\(first) to \(last.dropFirst(11))" : "\(first.prefix(10)) to \(last.prefix(10))"
    case .numbers(let numbers):
      guard let low = numbers.minimum, let high = numbers.maximum else { return "none" }
      let median = NumberSegments(numbers).quantile(0.5)?.value ?? low
      let special = numbers.specials.total
      return
        "\(number(low)) … \(number(median)) … \(number(high))"
        + (special > 0 ? ", \(NumberText.count(special)) not finite" : "")
    case .categories(let categories) where isNearlyUnique(column):
      let value = categories.top(1).first?.value ?? ""
      return value.isEmpty ? "nearly all different" : "nearly all different, such as \(value)"
    case .categories(let categories):
      return categories.top(3).map { top in
        let share = Double(top.count) / Double(max(categories.total, 1))
        return "\(top.value.isEmpty ? "(empty)" : top.value) "
          + "\(NumberText.plain(share * 100, significant: 2)) %"
      }.joined(separator: ", ")
    case .truths(let truths):
      let share = Double(truths.trues) / Double(max(truths.trues + truths.falses, 1))
      return "true \(NumberText.percent(share))"
    case .unmeasured(let reason): return reason
    }
  }

  /// Whether hardly any value comes twice, so that no value is frequent.
  private static func isNearlyUnique(_ column: ColumnProfile) -> Bool {
    guard let distinct = column.distinct, distinct.value > 20 else { return false }
    return distinct.value * 10 > column.count * 9
  }

  /// A number in which years stay readable: four digits are not grouped.
  private static func number(_ value: Double) -> String {
    let text = NumberText.plain(value)
    return value.magnitude < 10_000 ? text.replacing(",", with: "") : text
  }

  private static func instant(_ microseconds: Double) -> String {
    ProfileDocument.instantText(microseconds)
  }

  private static func text(_ windows: WindowedProfile, _ style: TerminalStyle) -> String {
    let table = TextTable(
      columns: [.text("window"), .number("rows"), .number("missing values")],
      rows: windows.windows.map { window in
        let missing = window.profile.columns.reduce(0) { $0 + $1.missing }
        return [
          TextTable.Cell(windows.length.text(of: window.start)),
          TextTable.Cell(NumberText.count(window.profile.rows)),
          TextTable.Cell(NumberText.count(missing)),
        ]
      })
    var output = table.text(style)
    if windows.undated > 0 {
      output +=
        """
        \(windows.undated.of("row")) \(windows.undated.verb("has", "have")) no time, or one outside the years 1 to \
        9999, and \(windows.undated.verb("is", "are")) in no window

        """
    }
    if windows.refused > 0 {
      output +=
        "\(windows.refused.of("row")) \(windows.refused.verb("falls", "fall")) into windows beyond the limit\n"
    }
    return output
  }
}
