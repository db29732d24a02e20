import Checklist

/// Shares per bin of several sets, overlaid: stepped outlines for numbers, bars for categories.
///
/// Numeric bins of unequal width, or with an open end, are drawn equally wide, which the axis says:
/// a share is then read as a share, not as a density.
struct DistributionChart {
  let distribution: Figure.Distribution

  /// Categories drawn by name; the rest is one row, "other".
  static let categoryLimit = 12

  func canvas() -> Canvas? {
    let sets = distribution.sets.filter { !$0.shares.isEmpty }
    guard !sets.isEmpty else { return nil }
    switch distribution.axis {
    case .numeric(let edges, let unit):
      let bins = min(edges.count - 1, sets.map(\.shares.count).min() ?? 0)
      return bins > 0 ? numeric(Array(edges.prefix(bins + 1)), unit, sets) : nil
    case .categories(let names):
      let rows = Self.rows(names, sets)
      return rows.isEmpty ? nil : categories(rows, sets)
    }
  }

  private func numeric(
    _ edges: [Double], _ unit: String, _ sets: [Figure.Distribution.Shares]
  ) -> Canvas {
    var canvas = Canvas(height: 0)
    let top = Series.legend(Self.names(sets), .line, on: &canvas, top: 0) + 6
    let (left, right, bottom) = (44.0, Canvas.width - 8, top + 132)
    canvas.height = bottom + 34
    let bins = edges.count - 1
    let shares = sets.map { $0.shares.prefix(bins).map { $0.isFinite ? min(max($0, 0), 1) : 0 } }
    let tallest = shares.flatMap { $0 }.max() ?? 0
    let vertical = Scale(
      holding: [0, tallest * 1.05], within: 0...max(tallest * 1.05, 1e-6), from: bottom, to: top)
    PlotFrame.verticalAxis(vertical, left: left, right: right, isShare: true, on: &canvas)
    let isEven = Self.isEven(edges)
    let horizontal = Scale(
      holding: isEven ? edges : [0, Double(bins)],
      within: isEven ? edges[0]...edges[bins] : 0...Double(bins), from: left, to: right)
    let positions = edges.indices.map { horizontal.position(isEven ? edges[$0] : Double($0)) }
    for (position, heights) in shares.enumerated() {
      var outline = [(positions[0], bottom)]
      for (bin, height) in heights.enumerated() {
        let y = vertical.position(height)
        outline.append((positions[bin], y))
        outline.append((positions[bin + 1], y))
      }
      outline.append((positions[heights.count], bottom))
      canvas.path(outline, isClosed: true, Series.area(position))
      canvas.path(outline, Series.line(position))
    }
    canvas.line(left, bottom, right, bottom, "c-axis")
    let ticks =
      isEven
      ? horizontal.ticks(about: 5).map { (horizontal.position($0.value), $0.label) }
      : zip(positions, edges).map { ($0, NumberText.plain($1, significant: 3)) }
    PlotFrame.horizontalLabels(ticks, y: bottom, on: &canvas)
    let title = isEven ? unit : unit + (unit.isEmpty ? "" : ", ") + "bins drawn equally wide"
    canvas.text(
      title, x: (left + right) / 2, y: bottom + 29, anchor: .middle, room: right - left, "c-muted")
    return canvas
  }

  private static func isEven(_ edges: [Double]) -> Bool {
    let widths = zip(edges, edges.dropFirst()).map { $1 - $0 }
    guard let least = widths.min(), let most = widths.max(), most.isFinite, least > 0 else {
      return false
    }
    return most / least < 1.01
  }

  /// A category with one share a set.
  struct Row {
    let name: String
    let shares: [Double]
  }

  /// The largest categories first, the rest summed as "other".
  static func rows(_ names: [String], _ sets: [Figure.Distribution.Shares]) -> [Row] {
    let all = names.indices.map { position in
      Row(
        name: names[position],
        shares: sets.map { set in
          let share = position < set.shares.count ? set.shares[position] : 0
          return share.isFinite ? min(max(share, 0), 1) : 0
        })
    }
    guard all.count > categoryLimit + 1 else { return all }
    let sorted = all.enumerated().sorted { left, right in
      let shares = (left.element.shares.max() ?? 0, right.element.shares.max() ?? 0)
      return shares.0 == shares.1 ? left.offset < right.offset : shares.0 > shares.1
    }.map(\.element)
    let rest = sorted.dropFirst(categoryLimit)
    let sums = sets.indices.map { set in rest.map { $0.shares[set] }.reduce(0, +) }
    return sorted.prefix(categoryLimit)
      + [Row(name: "other (\(NumberText.count(rest.count)) more)", shares: sums)]
  }

  private func categories(_ rows: [Row], _ sets: [Figure.Distribution.Shares]) -> Canvas {
    var canvas = Canvas(height: 0)
    let top = Series.legend(Self.names(sets), .bar, on: &canvas, top: 0) + 6
    let longest = rows.map { TextExtent.width($0.name.visible, size: Canvas.textSize) }.max() ?? 0
    let (left, right) = (min(max(longest + 10, 62), 140), Canvas.width - 52)
    let bar = 11.0
    let step = Double(sets.count) * bar + 8
    let tallest = rows.flatMap(\.shares).max() ?? 0
    let horizontal = Scale(
      holding: [0, tallest], within: 0...max(tallest, 1e-6), from: left, to: right)
    canvas.height = top + Double(rows.count) * step + 4
    for (position, row) in rows.enumerated() {
      let y = top + Double(position) * step
      let middle = y + Double(sets.count) * bar / 2
      canvas.text(
        row.name.isEmpty ? "(empty)" : row.name, x: left - 6, y: middle + 4, anchor: .end,
        room: left - 8)
      for (set, share) in row.shares.enumerated() {
        let end = horizontal.position(share)
        let barTop = y + Double(set) * bar
        canvas.rectangle(
          x: left, y: barTop, width: end - left, height: bar - 2, Series.bar(set),
          tip: "\(row.name), \(sets[set].name): \(NumberText.plain(share * 100, significant: 3)) %")
        canvas.text(
          Self.percent(share), x: end + 5, y: barTop + 8, room: 48,
          size: 9.5, "c-muted")
      }
    }
    canvas.line(left, top - 2, left, canvas.height - 4, "c-axis")
    return canvas
  }

  /// One decimal, so that bars compare at a glance; what rounds to nothing says so.
  private static func percent(_ share: Double) -> String {
    share > 0 && share < 0.0005 ? "< 0.1 %" : NumberText.fixed(share * 100, decimals: 1) + " %"
  }

  private static func names(_ sets: [Figure.Distribution.Shares]) -> [String] {
    sets.map { "\($0.name) (\($0.rows.of("row")))" }
  }
}
