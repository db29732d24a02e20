internal import Checklist
internal import Foundation
internal import Measurements
internal import Statistics

/// How the columns of a batch differ from those of the last good one, each difference typed.
struct SchemaComparison {
  /// Likeness from which a column that went and one that came are one that was renamed.
  ///
  /// 0.6: values that are 80 % alike are enough, whatever the names. A column that goes in the run
  /// in which another of its kind comes is seldom anything else.
  private static let leastLikeness = 0.6
  /// What the values count for in a likeness; the rest is the names'.
  private static let weightOfValues = 0.75

  private(set) var alarms: [Alarm] = []

  /// Compares.
  ///
  /// - Parameter distance: how far two columns' values lie apart, 0…1; nil when it cannot be told.
  init(
    from past: [ObservedColumn], to current: [ObservedColumn],
    pastProfiles: [String: ColumnProfile],
    profile: DatasetProfile, distance: (ColumnProfile, ColumnProfile) -> Double?
  ) {
    let before = Dictionary(past.map { ($0.name, $0.kind) }) { first, _ in first }
    let now = Dictionary(current.map { ($0.name, $0.kind) }) { first, _ in first }
    var gone = past.filter { now[$0.name] == nil }
    var came = current.filter { before[$0.name] == nil }
    for pair in Self.renamed(gone, came, pastProfiles, profile, distance) {
      gone.removeAll { $0.name == pair.old }
      came.removeAll { $0.name == pair.new }
      alarms.append(Self.renaming(pair))
    }
    alarms += gone.map { column in
      Alarm(
        .columnRemoved, column: column.name, nature: .error,
        finding: "column “\(column.name)” is gone",
        evidence: "the last good run had it, and no new column is like it")
    }
    alarms += came.map { column in
      Alarm(
        .columnAdded, column: column.name, nature: .change,
        finding: "column “\(column.name)” (\(column.kind)) is new",
        evidence: "no column that went is like it", level: .note)
    }
    for column in current {
      // Without a value a column's type is a guess of the reader.
      guard let kind = before[column.name], kind != column.kind,
        profile[column.name].map({ $0.count > 0 }) ?? true,
        pastProfiles[column.name].map({ $0.count > 0 }) ?? true
      else { continue }
      alarms.append(
        Alarm(
          .typeChanged, column: column.name, nature: .error,
          finding: "column “\(column.name)” was \(kind) and is \(column.kind)",
          evidence: "one column does not change its kind by what happens in the world"))
    }
    let common = past.map(\.name).filter { now[$0] != nil }
    if common != current.map(\.name).filter({ before[$0] != nil }) {
      alarms.append(
        Alarm(
          .orderChanged, nature: .unclear, finding: "the columns stand in another order",
          evidence: "harmless where columns are read by name, wrong where they are read by place",
          level: .note))
    }
  }

  /// A column that was renamed.
  private struct Renaming {
    let old: String
    let new: String
    let likeness: Double
    let ofValues: Double?
  }

  private static func renaming(_ pair: Renaming) -> Alarm {
    let values = pair.ofValues.map { "the values are \(NumberText.percent($0)) alike" }
    return Alarm(
      .columnRenamed, column: pair.new, nature: .error, cause: nil,
      finding: "column “\(pair.old)” is gone and “\(pair.new)” is new: renamed, by a likeness of "
        + NumberText.percent(pair.likeness),
      evidence: "one column of its kind went and one came"
        + (values.map { ", and \($0)" } ?? " with a name like it"))
  }

  /// Pairs of a column that went and one that came, the most alike first, each used once.
  private static func renamed(
    _ gone: [ObservedColumn], _ came: [ObservedColumn], _ pastProfiles: [String: ColumnProfile],
    _ profile: DatasetProfile, _ distance: (ColumnProfile, ColumnProfile) -> Double?
  ) -> [Renaming] {
    var pairs: [Renaming] = []
    // Hundreds of columns at once are another table, not renamed columns.
    for old in gone.prefix(100) {
      for new in came.prefix(100) where new.kind == old.kind {
        let names = nameLikeness(old.name, new.name)
        var values: Double?
        if let past = pastProfiles[old.name], let current = profile[new.name] {
          values = distance(past, current).map { 1 - $0 }
        }
        let likeness = values.map { weightOfValues * $0 + (1 - weightOfValues) * names } ?? names
        guard likeness >= leastLikeness else { continue }
        pairs.append(
          Renaming(old: old.name, new: new.name, likeness: likeness, ofValues: values))
      }
    }
    var used: Set<String> = []
    return pairs.sorted { $0.likeness > $1.likeness }.filter { pair in
      guard !used.contains("old " + pair.old), !used.contains("new " + pair.new) else {
        return false
      }
      used.formUnion(["old " + pair.old, "new " + pair.new])
      return true
    }
  }

  /// 1 for names that differ in letter case alone, 0 for those without a letter in common.
  static func nameLikeness(_ first: String, _ second: String) -> Double {
    let (left, right) = (first.lowercased(), second.lowercased())
    let length = max(left.unicodeScalars.count, right.unicodeScalars.count)
    guard length > 0, length <= 200 else { return left == right ? 1 : 0 }
    if left.count >= 3, right.count >= 3, left.contains(right) || right.contains(left) {
      return 0.8
    }
    let edits = Spelling.distance(left, right, atMost: length) ?? length
    return 1 - Double(edits) / Double(length)
  }
}
