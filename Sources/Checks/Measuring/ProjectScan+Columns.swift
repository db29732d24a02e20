internal import Checklist
internal import Statistics

/// Columns that a project names and its data lack.
extension ProjectScan {
  /// Refuses declared columns that the data lack: mistakes in assay.yaml, all at once, each with
  /// its line.
  func requireColumns(_ found: [Found]) throws {
    // A column that every set lacks is told once.
    var absent: [ProjectError] = []
    var told: Set<String> = []
    for set in found {
      for (path, error) in absentColumns(set.names, set.role) where told.insert(path).inserted {
        absent.append(error)
      }
    }
    absent += unknownColumns(found)
    guard absent.isEmpty else { throw ProjectErrors(absent) }
  }

  private func absentColumns(
    _ names: Set<String>, _ role: Project.DataRole
  ) -> [(path: String, error: ProjectError)] {
    let columns = project.columns
    // Production rows come without labels, and are neither dated nor told apart.
    guard role != .scoring else { return [] }
    var declared: [(key: String, column: String?)] = [
      ("timestamp", columns.timestamp), ("entity", columns.entity), ("target", columns.target),
      ("item", columns.item),
    ]
    declared += Self.places("series", columns.series)
    // Training rows may come without predictions.
    if role == .test {
      declared += [("score", columns.score), ("prediction", columns.prediction)]
      declared += Self.places("probabilities", columns.probabilities)
    }
    if role == .train { declared += Self.places("features", columns.features ?? []) }
    return declared.compactMap { key, column in
      guard let column, !names.contains(column) else { return nil }
      let path = "columns.\(key)"
      return (path, refusal(of: path, column, absentFrom: role.rawValue, names))
    }
  }

  /// The members of a list with their keys: `series[1]`.
  private static func places(
    _ list: String, _ columns: [String]
  ) -> [(key: String, column: String?)] {
    columns.enumerated().map { ("\(list)[\($0.offset)]", $0.element) }
  }

  /// A column that is named anywhere must be in some set, or its name is a slip.
  private func unknownColumns(_ found: [Found]) -> [ProjectError] {
    let known = found.reduce(into: Set<String>()) { $0.formUnion($1.names) }
    let columns = project.columns
    let lists = [
      ("segments", columns.segments), ("protected", columns.protected),
      ("identifier", columns.identifier), ("ignore", columns.ignore),
      ("unavailable-at-scoring", columns.unavailableAtScoring), ("personal", columns.personal),
      ("quasi-identifiers", columns.quasiIdentifiers), ("sensitive", columns.sensitive),
    ]
    var named = lists.flatMap { list, names in
      names.enumerated().map { (path: "columns.\(list)[\($0.offset)]", column: $0.element) }
    }
    if let column = project.baseline.previousModel {
      named.append(("baseline.previous-model", column))
    }
    if let column = project.baseline.group { named.append(("baseline.group", column)) }
    named += project.limits.candidates.enumerated().map {
      ("limits.candidates[\($0.offset)].column", $0.element.column)
    }
    named += project.population.keys.sorted().map { ("population.\($0)", $0) }
    named += project.drift.columns.keys.sorted().map { ("drift.columns.\($0)", $0) }
    return named.filter { !known.contains($0.column) }.map { path, column in
      refusal(of: path, column, absentFrom: nil, known)
    }
  }

  private func refusal(
    of path: String, _ column: String, absentFrom role: String?, _ names: Set<String>
  ) -> ProjectError {
    let place = role.map { "the \($0) data have no column" } ?? "no data set has a column"
    return project.refusal(
      of: path, "\(place) “\(column.visible)”",
      remedy: Spelling.suggestion(for: column, among: names.sorted())?.visible
        ?? "the columns are \(names.sorted().listed(12))")
  }
}
