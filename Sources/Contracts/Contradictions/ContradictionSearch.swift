internal import Checklist

/// Looks for rules of a contract that no data can hold together.
///
/// Rules are held against each other where they hold together: for each environment and stage that
/// tells some of them from others. Without `environments` and `stages` that is one place.
struct ContradictionSearch {
  private(set) var found: [Contradiction] = []

  init(_ rules: [ClaimingRule]) {
    let data = rules.filter { $0.column == nil }
    var columns: [String] = []
    var byColumn: [String: [ClaimingRule]] = [:]
    for rule in rules {
      guard let column = rule.column else { continue }
      if byColumn[column] == nil { columns.append(column) }
      byColumn[column, default: []].append(rule)
    }
    let machines = TextMachines()
    for column in columns {
      let own = byColumn[column] ?? []
      for together in Self.groups(own + data.filter(\.isAboutData)) {
        take(ColumnContradictions(together, column: column, machines: machines).found)
      }
    }
    let related = data.filter(\.relatesColumns)
    guard related.count > 0 else { return }
    let named = Set(related.flatMap(\.relatedColumns))
    let ends = rules.filter { $0.column.map(named.contains) == true && $0.hasEnds }
    for together in Self.groups(related + ends) { take(RowContradictions(together).found) }
  }

  /// Notes what was not found in another place already.
  private mutating func take(_ contradictions: [Contradiction]) {
    for contradiction in contradictions
    where !found.contains(where: { Set($0.rules).isSubset(of: contradiction.rules) }) {
      found.append(contradiction)
    }
  }

  /// The sets of rules that hold together somewhere.
  private static func groups(_ rules: [ClaimingRule]) -> [[ClaimingRule]] {
    let environments = sets(rules.map(\.environments))
    let stages = sets(rules.map(\.stages))
    var groups: [[ClaimingRule]] = []
    for environment in environments {
      for stage in stages {
        let group = rules.indices.filter { environment.contains($0) && stage.contains($0) }
        if group.count > 1 { groups.append(group.map { rules[$0] }) }
      }
    }
    return groups
  }

  /// For each name, and for a name that none gives, the places of those that hold there; each set
  /// once.
  private static func sets(_ names: [Set<String>]) -> [Set<Int>] {
    let all = names.reduce(into: Set<String>()) { $0.formUnion($1) }
    var seen: Set<Set<Int>> = []
    return ([[]] + all.sorted().map { [$0] }).compactMap { (place: Set<String>) in
      let set = Set(
        names.indices.filter { names[$0].isEmpty || !names[$0].isDisjoint(with: place) })
      return seen.insert(set).inserted ? set : nil
    }
  }
}

extension ClaimingRule {
  /// Whether it is about the data as a whole in a way that rules of a column can contradict.
  fileprivate var isAboutData: Bool {
    claims.contains {
      switch $0 {
      case .rows, .columns: true
      default: false
      }
    }
  }

  /// Columns of a row whose values it compares.
  var relatedColumns: [String] {
    claims.flatMap { claim -> [String] in
      switch claim {
      case .ascending(let columns, _), .equal(let columns), .different(let columns): columns
      default: []
      }
    }
  }

  fileprivate var relatesColumns: Bool { !relatedColumns.isEmpty }

  /// Whether it says between which ends all values lie.
  fileprivate var hasEnds: Bool {
    claims.contains {
      switch $0 {
      case .floor(_, .every), .ceiling(_, .every): true
      default: false
      }
    }
  }
}
