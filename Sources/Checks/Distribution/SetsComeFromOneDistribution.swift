package import Checklist
internal import Measurements

/// Whether train, validation and test have the same distribution, labels included.
package enum SetsComeFromOneDistribution: Check {
  package static let card = CheckCard(
    id: "distribution.sets", aspect: .distribution,
    title: "Train, validation and test come from one distribution, labels included",
    summary: "Compares every pair of labelled sets, column by column and on the target.",
    reference: "Massart 1990; Levin, Peres and Wilmer 2017, prop. 4.2",
    needs: ["data.train", "data.test"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.train, .validation, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .test], in: facts) { return missing }
    let sets = facts.sets.filter { $0.role != .scoring }
    guard let first = sets.first else { return notApplicable("There is nothing to compare.") }
    let columns = facts.project.features(in: first.profile) + [facts.project.columns.target]
    var pairs: [ColumnShifts] = []
    for (index, reference) in sets.enumerated() {
      for current in sets.dropFirst(index + 1) {
        pairs.append(ColumnShifts(reference, current, columns: columns, facts))
      }
    }
    let status = pairs.reduce(CheckStatus.pass) { $0.worse($1.status) }
    let target = facts.project.columns.target
    let moved = pairs.filter { pair in pair.drifted.contains { $0.name == target } }
    var finding = pairs.map(\.sentence).joined(separator: " ")
    if let pair = moved.first { finding += " The target itself shifted in \(pair.names)." }
    let worst = pairs.max { $0.drifted.count < $1.drifted.count } ?? pairs[0]
    return evidence(
      status, finding, measurements: pairs.flatMap(\.measurements),
      figures: [worst.effectFigure, DistributionFigure.figure(target, sets: sets)]
        .compactMap(\.self)
        + worst.drifted.filter { $0.name != target }.prefix(3).compactMap {
          DistributionFigure.figure($0.name, sets: sets)
        },
      method: worst.method,
      remedy: status == .pass ? nil : remedy(worst, facts), weight: 0.75)
  }

  private static func remedy(_ pair: ColumnShifts, _ facts: Facts) -> String {
    if facts.project.split?.method == .time || facts.project.columns.timestamp != nil {
      return """
        If the split is by time, the shift is how the world moved between the sets: expect \
        production to move as much, and train on a longer or a later period that holds it. If it is \
        not, shuffle the rows and split again. A column that only marks the period can be left out: \
        \(pair.largest(2)).
        """
    }
    return """
      Shuffle the rows and split again, weight the rows, or gather more of what one set lacks; a \
      column that only tells the sets apart can be left out: \(pair.largest(2)).
      """
  }
}
