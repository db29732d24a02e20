package import Checklist
internal import Measurements

/// Whether it is written down where each data set came from, and recognised again by its hash.
package enum OriginIsKnown: Check {
  package static let card = CheckCard(
    id: "distribution.lineage", aspect: .distribution,
    title: "The origin of every data set is written down",
    summary: """
      Reads what assay.yaml says on collection, labelling and licence of each set, and records rows, \
      schema hash and content hash, so that a changed file is noticed.
      """,
    reference: "Gebru et al., Datasheets for Datasets, 2021",
    needs: ["data.train"],
    settings: ["data"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: Set(project.data.sets.keys))
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
        ? [("collected", declared?.collected), ("by", declared?.by)]
        : [
          ("collected", declared?.collected), ("by", declared?.by),
          ("licence", declared?.licence), ("labelled", declared?.labelled),
        ]
      gaps += wanted.filter { $0.1 == nil }.map { "data.\(set.role.rawValue).\($0.0)" }
    }
    let measurements = facts.sets.map { set in
      Measurement(
        name: "rows of \(set.role.rawValue)", value: Double(set.profile.rows), unit: "rows",
        note: set.contentHash.map { "SHA-256 \($0)" } ?? "no file of its own to hash")
    }
    let method = """
      Content is hashed with SHA-256 over the files' bytes, the schema over names and types. The \
      hashes of all inputs are listed at the end of the report.
      """
    guard !gaps.isEmpty else {
      return evidence(
        .pass, "Every set says where it came from, who labelled it and under which licence.",
        measurements: measurements, method: method)
    }
    return evidence(
      .attention,
      """
      \(facts.sets.count.of("set")) can be recognised by hash, but \(gaps.count.of("fact")) on where \
      \(facts.sets.count.verb("it", "they")) came from \(gaps.count.verb("is", "are")) not written \
      down.
      """, measurements: measurements, method: method,
      remedy: "Add to assay.yaml: " + gaps.joined(separator: ", ") + ".", weight: 0.3)
  }
}
