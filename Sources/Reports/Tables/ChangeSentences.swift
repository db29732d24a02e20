internal import Checklist
internal import Measurements
internal import Statistics

/// How columns changed over windows, in words: all together first, then the columns, the clearest
/// first.
struct ChangeSentences {
  private let changes: WindowedChanges

  init(_ changes: WindowedChanges) {
    self.changes = changes
  }

  /// One paragraph.
  var text: String {
    let overall: String =
      switch changes.overall {
      case .unchanged: "Over time: the columns together did not change"
      case .changed(let found): "Over time: the columns together " + words(found)
      case .undefined(let reason): "Over time: not told, \(reason.reason)"
      }
    let found = changes.columns.compactMap { name, change -> (String, ColumnChange.Finding)? in
      guard case .changed(let found) = change else { return nil }
      return (name, found)
    }.sorted { ($1.1.finding.lead, $0.0) < ($0.1.finding.lead, $1.0) }
    guard !found.isEmpty else { return overall }
    let listed = found.prefix(3).map { "\($0.0) \(words($0.1))" }
    let more = found.count - listed.count
    return overall + "; " + listed.joined(separator: "; ")
      + (more > 0 ? "; \(more) more changed" : "")
  }

  private func words(_ found: ColumnChange.Finding) -> String {
    let finding = found.finding
    let date = finding.date.map { changes.length.text(of: Int64($0)) }
    let end = finding.end.map { changes.length.text(of: Int64($0)) }
    let what =
      switch finding.type {
      case .none: "did not change"
      case .abrupt: "changed abruptly" + (date.map { " at \($0)" } ?? "")
      case .gradual: "changed gradually" + range(date, end) + ", old and new in turns"
      case .incremental: "moved step by step" + range(date, end)
      case .recurring:
        "comes and goes"
          + (finding.period.map {
            " about every \(NumberText.plain(changes.length.unit(of: $0), significant: 2)) "
              + (changes.length.isCalendar ? "days" : "rows")
          } ?? "")
      case .oneOff: "stood apart once" + range(date, end)
      }
    let between = finding.interval.flatMap { interval -> String? in
      let (low, high) = (
        changes.length.text(of: Int64(interval.low)), changes.length.text(of: Int64(interval.high))
      )
      return low == high ? nil : "began \(low) to \(high)"
    }
    let sure = "confidence \(NumberText.percent(finding.confidence))"
    return what + " ("
      + [ShownSample.text(found.series), between, sure].compactMap(\.self).joined(separator: ", ")
      + ")"
  }

  private func range(_ from: String?, _ to: String?) -> String {
    (from.map { " from \($0)" } ?? "") + (to.map { " to \($0)" } ?? "")
  }
}
