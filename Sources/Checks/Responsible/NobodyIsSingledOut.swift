package import Checklist
internal import Measurements
internal import Statistics

/// Whether nobody is alone, or nearly so, with their quasi-identifiers.
package enum NobodyIsSingledOut: Check {
  package static let card = CheckCard(
    id: "responsible.anonymity", aspect: .responsible,
    title: "Nobody is singled out by the quasi-identifiers",
    summary: """
      Counts how many training rows share each combination of the quasi-identifiers: the smallest class, \
      the rows that are unique or in classes that are too small, and how varied sensitive columns are there.
      """,
    reference: """
      k-anonymity: Sweeney 2002; distinct l-diversity: Machanavajjhala, Kifer, Gehrke and \
      Venkitasubramaniam 2007
      """,
    needs: ["data.train", "columns.quasi-identifiers"],
    settings: ["privacy.k", "privacy.l", "metrics.level"])

  package static func needs(_ project: Project) -> Needs {
    project.columns.quasiIdentifiers.isEmpty ? Needs() : Needs(classes: [.train])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard !project.columns.quasiIdentifiers.isEmpty else {
      return project.places["columns.quasi-identifiers"] == nil
        ? missing(
          """
          No quasi-identifiers are declared. If the rows are not about people, say so with \
          `quasi-identifiers: []` under `columns:`.
          """, add: ["columns.quasi-identifiers"])
        : notApplicable("columns.quasi-identifiers is empty: no column tells who a person is.")
    }
    if let missing = missingSets([.train], in: facts) { return missing }
    guard let train = facts[.train], let sizes = train.classes, let smallest = sizes.smallest else {
      return notApplicable("No classes were counted.")
    }
    let k = project.privacy.smallestClass
    let level = project.metrics.level
    let small = try ClassShare(sizes, sizes.part(below: k), level: level)
    let unique = try ClassShare(sizes, sizes.part(below: 2), level: level)
    var draft = FindingDraft()
    draft.add(
      small.status(isDeclared: project.places["privacy.k"] != nil),
      """
      The smallest class \(sizes.isExact ? "" : "seen ")of \(project.columns.quasiIdentifiers.listed(5)) has \
      \(smallest.of("training row")); \(small.words) of the rows are in classes below \(k), \
      \(unique.words) are unique.
      """)
    if draft.status == .undecided {
      draft.add(
        .undecided,
        """
        Of \(sizes.classCount.of("class", "classes")) none is smaller, but there are more than were looked at: \
        up to \(NumberText.percent(small.share.interval?.high ?? 1)) of the rows may be in such classes.
        """)
    }
    var measurements = [
      Measurement(
        name: "rows of the smallest class", value: Double(smallest), unit: "rows",
        threshold: Double(k), note: sizes.isExact ? nil : "of the classes that were looked at"),
      small.measurement("rows in classes below \(k)"), unique.measurement("unique rows"),
      Measurement(
        name: "classes", value: Double(sizes.classCount), unit: "classes",
        note: sizes.isExact ? nil : "a random part of them"),
    ]
    let l = project.privacy.diversity
    for (place, column) in sizes.sensitive.enumerated() {
      let plain = try ClassShare(
        sizes, sizes.part(ofFewerThan: l, valuesOf: place), level: level)
      measurements.append(
        plain.measurement("rows whose class has fewer than \(l) values of \(column)"))
      let own = plain.status(isDeclared: project.places["privacy.l"] != nil)
      if plain.rows > 0 {
        draft.add(
          own,
          """
          \(plain.words) of the rows give \(column.visible) away: their class has \
          fewer than \(l) different values of it.
          """)
      } else if !sizes.isExact {
        draft.add(
          own,
          """
          No class that was looked at gives \(column.visible) away; up to \
          \(NumberText.percent(plain.share.interval?.high ?? 1)) of the rows may be in one that does.
          """)
      }
    }
    let absent = (project.columns.quasiIdentifiers + project.columns.sensitive)
      .filter { !train.has($0) }
    if !absent.isEmpty {
      draft.add(.attention, "Train has no column \(absent.listed()), which was left out.")
    }
    let status = draft.status
    return evidence(
      status, draft.text, measurements: measurements,
      method: """
        Rows with the same values in all quasi-identifiers are a class; a missing value is a value. \
        \(sizes.isExact ? "Every class was counted." : Self.part(sizes)) A class must have \
        \(k.of("row")) (privacy.k)\
        \(sizes.sensitive.isEmpty ? "" : " and \(l) values of each sensitive column (privacy.l)"). A limit \
        that the team declares fails when it is broken, a default asks for attention. Different values are \
        counted, not how close they are or how common.
        """,
      remedy: status == .pass
        ? nil
        : """
        Make the quasi-identifiers coarser (age groups, shorter postcodes), leave one out, or drop the rows \
        that are alone; whoever can read the training data or the report's groups could recognise them.
        """,
      weight: status == .fail ? 0.8 : 0.55)
  }

  private static func part(_ sizes: ClassSizes) -> String {
    """
    Of more classes than can be kept a random part of \(NumberText.count(sizes.classCount)) was counted, each \
    with all its rows; shares are told from how large a part that is, with an interval of the number of such \
    classes (Fay and Feuer), and where none was seen nothing is certain.
    """
  }
}

/// A share of rows, counted whole or estimated from a random part of the classes.
private struct ClassShare {
  /// Rows of such classes that were seen.
  let rows: Int
  let share: Estimate
  private let isExact: Bool

  init(_ sizes: ClassSizes, _ part: ClassSizes.Part, level: Double) throws(Undefined) {
    rows = part.rows
    share = try sizes.share(part, level: level)
    isExact = sizes.isExact
  }

  /// One row is too many; none that was seen is none at all only where everything was.
  func status(isDeclared: Bool) -> CheckStatus {
    rows > 0 ? isDeclared ? .fail : .attention : isExact ? .pass : .undecided
  }

  /// `33 %`, with its interval where it was not counted.
  var words: String {
    let text = MeasurementText(share.value, share.interval, unit: "share")
    return isExact ? text.value : "\(text.value) (\(text.interval ?? ""))"
  }

  func measurement(_ name: String) -> Measurement {
    Measurement(name: name, value: share.value, interval: share.interval, unit: "share")
  }
}
