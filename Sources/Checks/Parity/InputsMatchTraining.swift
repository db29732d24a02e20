package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether the data to be scored look like the data the model learned from.
package enum InputsMatchTraining: Check {
  package static let card = CheckCard(
    id: "parity.inputs", aspect: .parity,
    title: "The data to be scored look like the training and test data",
    summary: """
      Compares each feature of the scoring sample with train and test, and lets a classifier try to \
      tell the scoring rows from the training rows, which finds shifts that no single column shows.
      """,
    reference: """
      Massart 1990 and Levin et al. 2017 (effects); Lopez-Paz and Oquab 2017 (classifier two-sample \
      test); DeLong et al. 1988
      """,
    needs: ["data.train", "data.scoring"],
    settings: ["drift"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.train, .test, .scoring], rows: [.train, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .scoring], in: facts) { return missing }
    guard let train = facts[.train], let scoring = facts[.scoring] else {
      return notApplicable("There is nothing to compare.")
    }
    let features = facts.project.features(in: train.profile)
    guard !features.isEmpty else {
      let needsNone = facts.project.model.task == .forecast || facts.project.model.task == .ranking
      return needsNone
        ? notApplicable("No column is a feature, so that there is nothing to compare.")
        : noFeatures(train, facts)
    }
    let absent = features.filter { !scoring.has($0) }
    let present = features.filter(scoring.has)
    let shifts = [train, facts[.test]].compactMap { $0 }.filter { $0.profile.rows > 0 }.map { set in
      ColumnShifts(set, scoring, columns: present.filter(set.has), facts)
    }
    let joint = JointShift(train, scoring, features: present, facts)
    let outside = UnseenValues(train, scoring, features: present)
    let unmeasured = facts.project.unmeasured(in: train.profile)
    let same = [train, facts[.test]].compactMap(\.self).first {
      $0.contentHash != nil && $0.contentHash == scoring.contentHash
    }
    var draft = FindingDraft()
    if !absent.isEmpty { draft.add(.fail, sentence(absent: absent)) }
    if let same { draft.add(.attention, sentence(same: same)) }
    let conversions = shifts[0].conversions
    for conversion in conversions.prefix(3) {
      draft.add(.fail, "\(conversion.words.capitalizedFirst).")
    }
    for (place, shift) in shifts.enumerated() {
      // The training rows decide: the model learned from them. Test must not go unsaid.
      draft.add(
        place == 0 ? shift.status : shift.status == .fail ? .attention : .pass, shift.sentence)
    }
    draft.add(joint.status, joint.sentence)
    draft.add(.pass, outside.sentence ?? "")
    if !unmeasured.isEmpty {
      draft.add(.attention, facts.project.sentence(unmeasured: unmeasured))
    }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: [joint.measurement].compactMap(\.self) + outside.measurements
        + shifts.flatMap(\.measurements),
      figures: [shifts[0].effectFigure].compactMap(\.self) + shifts[0].distributionFigures(6),
      method: shifts[0].method + " " + joint.method
        + " The comparison with train decides; a shift against test alone asks for attention."
        + " Rows are taken as independent of one another: rows of a short time differ by its season and weather too.",
      remedy: remedy(status, shifts, joint, conversions.map(\.column)),
      weight: status == .undecided && shifts.contains(where: \.isOpenByLackAlone) ? 0.3 : 0.9)
  }

  private static func sentence(absent: [String]) -> String {
    """
    \(absent.count.of("feature")) of the model \(absent.count.verb("is", "are")) absent from \
    the scoring data: \(absent.listed()).
    """
  }

  private static func sentence(same set: SetFacts) -> String {
    """
    The scoring data are the \(set.role.rawValue) data, byte for byte: nothing of production was \
    compared.
    """
  }

  private static func remedy(
    _ status: CheckStatus, _ shifts: [ColumnShifts], _ joint: JointShift, _ converted: [String]
  ) -> String? {
    switch status {
    case .pass: return nil
    case .undecided:
      let lacksAlone = shifts.allSatisfy { $0.undecided.isEmpty || $0.isOpenByLackAlone }
      guard lacksAlone, joint.status == .pass else {
        return "Gather more scoring rows, or accept the uncertainty with a reason."
      }
      return """
        Gather training rows of the values that train lacks, or say in the answers who or what the model is \
        not for: more scoring rows would not help.
        """
    default:
      let unit =
        converted.isEmpty ? "" : "Convert \(converted.listed(3)) to the unit of train. "
      return unit + """
        Find out whether the shift is an error (a unit, a filter, a missing source: mend it) or the \
        world (a season, a new customer: retrain on data that have it, or decide on it with a reason). \
        Where a column may shift further, say so: drift.columns.
        """
    }
  }

  private static func noFeatures(_ train: SetFacts, _ facts: Facts) -> Evidence {
    evidence(
      .attention,
      """
      No column of train is a feature: all \(train.profile.columns.count.of("column")) have another \
      role or cannot be measured.
      """, method: "Nothing was computed.",
      remedy: "Name the columns that the model reads: columns.features.", weight: 0.5)
  }
}

extension Project {
  /// What is said of columns that no comparison can take in.
  func sentence(unmeasured: [String]) -> String {
    """
    \(unmeasured.listed()) \(unmeasured.count.verb("holds", "hold")) no single values and \
    \(unmeasured.count.verb("was", "were")) not compared; name \
    \(unmeasured.count.verb("it", "them")) in columns.ignore if the model does not read \
    \(unmeasured.count.verb("it", "them")).
    """
  }
}

/// Whether a classifier can tell two sets apart.
private struct JointShift {
  let status: CheckStatus
  let sentence: String
  let measurement: Measurement?
  let method: String

  init(_ train: SetFacts, _ scoring: SetFacts, features: [String], _ facts: Facts) {
    let limit = facts.project.drift.jointAUC
    do {
      guard let reference = try train.rows?.get(), let current = try scoring.rows?.get() else {
        throw Undefined("no rows were kept")
      }
      let readable = features.filter { reference[$0] != nil && current[$0] != nil }
      let classifier = DomainClassifier()
      let finding = try classifier.measure(
        reference: reference, current: current, columns: readable, library: facts.trees.get())
      let judgement = Judgement(finding.auc, finding.interval, atMost: limit, rows: nil)
      status = CheckStatus(judgement)
      let told = Array(finding.giveaways.prefix(3)).listed()
      let words = NumberText.fixed(finding.auc, decimals: 3)
      sentence =
        switch judgement {
        case .fail:
          "A classifier tells scoring from training rows (area \(words)), mostly by \(told)."
        case .pass:
          """
          A classifier tells scoring from training rows no better than may be (area \(words), limit \
          \(NumberText.plain(limit))).
          """
        case .undecided:
          """
          Whether a classifier can tell scoring from training rows is undecided (area \(words)); \
          \(Self.open(finding, limit, most: classifier.rowsPerSide)).
          """
        }
      measurement = Measurement(
        name: "area under the ROC curve of the classifier, scoring against train",
        value: finding.auc, interval: finding.interval, unit: "probability", threshold: limit,
        note: finding.giveaways.isEmpty ? nil : "by \(told)")
      method = """
        The classifier is gradient-boosted trees, cross-fitted on \
        \(NumberText.count(finding.referenceRows)) training and \
        \(NumberText.count(finding.currentRows)) scoring rows; 0.5 is no difference, up to \
        \(NumberText.plain(limit)) counts as none.
        """
    } catch {
      // Too few rows decide nothing; all else is a fault that somebody must mend.
      status = error is Undefined ? .undecided : .attention
      sentence = "All columns together could not be compared: \(ErrorText(error).clause)."
      measurement = nil
      method = "No classifier was fitted."
    }
  }
}

extension JointShift {
  /// What would decide, the classifier looking at so many rows of each set at most.
  private static func open(
    _ finding: DomainClassifier.Finding, _ limit: Double, most: Int
  ) -> String {
    let gap = OpenGap(finding.auc, finding.interval, atMost: limit)
    let needed = RowsNeeded(
      distance: gap.distance, halfWidth: gap.halfWidth, current: finding.currentRows,
      reference: finding.referenceRows, most: most)
    guard needed == .impractical else {
      return needed.words(current: "scoring", reference: "train")
    }
    return """
      it is too close to the limit, and no more than \(NumberText.count(most)) rows of each set are \
      looked at
      """
  }
}

/// Values of the scoring rows that training never showed.
private struct UnseenValues {
  let measurements: [Measurement]
  /// Nil when there are too few to speak of.
  let sentence: String?

  /// Rows beyond the extremes of another sample come by chance; below this share they are only
  /// listed.
  static let fewest = 0.01

  init(_ train: SetFacts, _ scoring: SetFacts, features: [String]) {
    var found: [(column: String, share: Double)] = []
    for column in features {
      guard let known = train.profile[column], let new = scoring.profile[column], new.rows > 0
      else { continue }
      let outside: Double
      switch (known.content, new.content) {
      case (.numbers(let first), .numbers(let second)):
        guard let low = first.minimum, let high = first.maximum else { continue }
        outside =
          NumberSegments(second).rows(outside: low...high)
          + second.specials.unseen(in: first.specials)
      case (.categories(let first), .categories(let second)) where first.isExact:
        outside = second.counts.filter { first.counts[$0.key] == nil }
          .reduce(0) { $0 + Double($1.value) }
      default: continue
      }
      if outside > 0 { found.append((column, outside / Double(new.rows))) }
    }
    found.sort { ($0.share, $1.column) > ($1.share, $0.column) }
    measurements = found.prefix(12).map {
      Measurement(
        name: "scoring rows with values of \($0.column) that training never showed",
        value: $0.share,
        unit: "share")
    }
    let telling = found.filter { $0.share >= Self.fewest }
    sentence = telling.first.map { first in
      let others = telling.count - 1
      return """
        \(NumberText.percent(first.share)) of the scoring rows have values of \(first.column.visible) \
        outside what training showed\
        \(others > 0 ? "; \(others.of("other column")) \(others.verb("has", "have")) such rows too" : "").
        """
    }
  }
}

extension NumberSegments {
  /// Rows outside a range; a piece that straddles an end counts by the part that sticks out.
  func rows(outside range: ClosedRange<Double>) -> Double {
    counts.indices.reduce(0) { sum, index in
      let (low, high) = (lows[index], highs[index])
      if low >= range.lowerBound, high <= range.upperBound { return sum }
      guard high > low else { return sum + Double(counts[index]) }
      let inside = min(high, range.upperBound) - max(low, range.lowerBound)
      return sum + Double(counts[index]) * (1 - max(0, inside) / (high - low))
    }
  }
}

extension SpecialNumbers {
  /// Rows with an infinity that another set does not have.
  fileprivate func unseen(in other: SpecialNumbers) -> Double {
    (other.positiveInfinite == 0 ? Double(positiveInfinite) : 0)
      + (other.negativeInfinite == 0 ? Double(negativeInfinite) : 0)
  }
}
