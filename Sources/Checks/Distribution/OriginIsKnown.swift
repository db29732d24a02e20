package import Checklist
internal import Measurements

/// Whether it is written down where each data set came from, and recognised again by its hash.
package enum OriginIsKnown: Check {
  package static let card = CheckCard(
    id: "distribution.lineage", aspect: .distribution,
    title: "The origin of every data set is written down",
    summary: """
      Reads what assay.yaml says on collection, labelling and licence of each set, and what OpenLineage events \
      say on the job that made it, and records rows, schema hash and content hash, so that a changed file is \
      noticed.
      """,
    reference: "Gebru et al., Datasheets for Datasets, 2021; OpenLineage 2-0-2",
    needs: ["data.train"],
    settings: ["data"])

  package static func needs(_ project: Project) -> Needs {
    Needs(
      profiles: Set(project.data.sets.keys),
      readsLineage: project.data.sets.values.contains { $0.lineage != nil })
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard !facts.sets.isEmpty else {
      return missing("No data are named.", add: ["data.train", "data.test"])
    }
    var gaps: [String] = []
    for set in facts.sets {
      let declared = facts.project.data[set.role]
      // Production data are labelled later or never, and need no licence of their own to be scored.
      let wanted: [(String, String?)] =
        set.role == .scoring
        ? [("collected", declared?.collected ?? declared?.lineage), ("by", declared?.by)]
        : [
          ("collected", declared?.collected ?? declared?.lineage), ("by", declared?.by),
          ("licence", declared?.licence), ("labelled", declared?.labelled),
        ]
      gaps += wanted.filter { $0.1 == nil }.map { "data.\(set.role.rawValue).\($0.0)" }
    }
    let measurements = facts.sets.map { set in
      Measurement(
        name: "rows of \(set.role.rawValue)", value: Double(set.profile.rows), unit: "rows",
        note: set.contentHash.map { "SHA-256 \($0)" } ?? "no file of its own to hash")
    }
    let told = facts.sets.compactMap { set in set.lineage.map { ToldOrigin(set, $0) } }
    let doubts = told.flatMap(\.doubts)
    let origins = told.map(\.sentence).filter { !$0.isEmpty }
    let method = """
      Content is hashed with SHA-256 over the files' bytes, the schema over names and types. The \
      hashes of all inputs are listed at the end of the report.\
      \(told.isEmpty ? "" : " " + ToldOrigin.method)
      """
    guard !gaps.isEmpty else {
      let every = "Every set says where it came from, who labelled it and under which licence."
      return evidence(
        doubts.isEmpty ? .pass : .attention,
        ((doubts.isEmpty ? [every] : doubts) + origins).joined(separator: " "),
        measurements: measurements, method: method,
        remedy: doubts.isEmpty
          ? nil : "Name the events of the job that made the set, or the set that they are about.",
        weight: 0.4)
    }
    return evidence(
      .attention,
      """
      \(facts.sets.count.of("set")) can be recognised by hash, but \(gaps.count.of("fact")) on where \
      \(facts.sets.count.verb("it", "they")) came from \(gaps.count.verb("is", "are")) not written \
      down.\
      \((doubts + origins).map { " " + $0 }.joined())
      """, measurements: measurements, method: method,
      remedy: "Add to assay.yaml: " + gaps.joined(separator: ", ") + ".", weight: 0.3)
  }
}

/// What events say on the origin of a set, held against the set.
private struct ToldOrigin {
  /// Empty where nothing is told.
  let sentence: String
  /// Why the events may be about something else, each a sentence.
  let doubts: [String]

  static let method = """
    Of the events the newest counts whose output has the set's name; its columns and rows, where it says \
    them, must be those of the set.
    """

  init(_ set: SetFacts, _ lineage: Result<LineageOrigin, LineageError>) {
    let name = set.role.rawValue
    switch lineage {
    case .failure(let error):
      sentence = ""
      doubts = ["Of \(name), the \(error.description.visible)."]
    case .success(let origin):
      let inputs = origin.inputs.isEmpty ? "" : " from \(origin.inputs.listed(3))"
      sentence = """
        \(name.capitalizedFirst) was made by \((origin.job ?? "a job without a name").visible)\
        \(origin.time.map { " at \($0.visible)" } ?? "")\(inputs).
        """
      doubts = Self.doubts(set, origin)
    }
  }

  private static func doubts(_ set: SetFacts, _ origin: LineageOrigin) -> [String] {
    var doubts: [String] = []
    let name = set.role.rawValue
    if origin.hasFailed { doubts.append("The run that made \(name) failed.") }
    if let columns = origin.columns {
      let own = set.columns
      let lacking = columns.filter { !own.contains($0) }
      let more = own.filter { !columns.contains($0) }
      if !lacking.isEmpty {
        doubts.append(
          "The events give \(name) the columns \(lacking.listed()), which it does not have.")
      }
      if !more.isEmpty {
        doubts.append("The events do not know the columns \(more.listed()) of \(name).")
      }
    }
    if let rows = origin.rows, rows != set.profile.rows {
      doubts.append(
        "The events give \(name) \(rows.of("row")), and it has \(NumberText.count(set.profile.rows))."
      )
    }
    return doubts
  }
}
