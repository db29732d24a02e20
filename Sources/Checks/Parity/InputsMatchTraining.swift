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
    needs: ["data.train", "data.scoring"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.train, .test, .scoring], rows: [.train, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train, .scoring], in: facts) { return missing }
    guard let train = facts[.train], let scoring = facts[.scoring] else {
      return notApplicable("There is nothing to compare.")
    }
    let features = facts.project.features(in: train.profile)
    let absent = features.filter { !scoring.has($0) }
    let shifts = [train, facts[.test]].compactMap { $0 }.map {
      ColumnShifts($0, scoring, columns: features, facts)
    }
    let joint = JointShift(train, scoring, features: features.filter(scoring.has), facts)
    let outside = UnseenValues(train, scoring, features: features)
    var status = shifts[0].status.worse(joint.status)
    if !absent.isEmpty { status = .fail }
    var finding = shifts.map(\.sentence).joined(separator: " ") + " " + joint.sentence
    if !absent.isEmpty {
      finding += """
         \(absent.count) features are absent from the scoring data: \
        \(absent.prefix(4).joined(separator: ", ").visible).
        """
    }
    finding += outside.sentence
    return evidence(
      status, finding,
      measurements: [joint.measurement].compactMap(\.self) + outside.measurements
        + shifts.flatMap(\.measurements),
      figures: [shifts[0].effectFigure].compactMap(\.self) + shifts[0].distributionFigures(6),
      method: shifts[0].method + " " + joint.method
        + " The status follows the comparison with train.",
      remedy: status == .pass
        ? nil
        : """
        Find out whether the shift is an error (a unit, a filter, a missing source: mend it) or the \
        world (a season, a new customer: retrain on data that have it, or accept it with a reason). \
        Where a column may shift further, say so: drift.columns.
        """,
      weight: 0.9)
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
      let finding = try DomainClassifier().measure(
        reference: reference, current: current, columns: features, library: facts.trees.get())
      let judgement = Judgement(
        finding.auc, finding.interval, atMost: limit,
        rows: min(finding.referenceRows, finding.currentRows))
      status = CheckStatus(judgement)
      let told = finding.giveaways.prefix(3).joined(separator: ", ").visible
      let words = NumberText.plain(finding.auc, significant: 2)
      sentence =
        switch judgement {
        case .fail:
          "A classifier tells scoring from training rows (area \(words)), mostly by \(told)."
        case .pass: "A classifier cannot tell scoring from training rows (area \(words))."
        case .undecided:
          "Whether a classifier can tell scoring from training rows is undecided (area \(words))."
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
      status = .attention
      let reason = (error as? Undefined)?.reason ?? "\(error)"
      sentence = "The joint comparison could not be made: \(reason)."
      measurement = nil
      method = "No classifier was fitted."
    }
  }
}

/// Values of the scoring rows that training never showed.
private struct UnseenValues {
  let measurements: [Measurement]
  let sentence: String

  init(_ train: SetFacts, _ scoring: SetFacts, features: [String]) {
    var found: [(column: String, share: Double)] = []
    for column in features {
      guard let known = train.profile[column], let new = scoring.profile[column], new.rows > 0
      else { continue }
      let outside: Double
      switch (known.content, new.content) {
      case (.numbers(let first), .numbers(let second)):
        guard let low = first.minimum, let high = first.maximum else { continue }
        outside = NumberSegments(second).rows(outside: low...high)
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
        name: "scoring rows with a \($0.column) that training never showed", value: $0.share,
        unit: "share")
    }
    sentence = found.first.map {
      """
       \(NumberText.percent($0.share)) of the scoring rows have a \($0.column.visible) outside what \
      training showed\(found.count > 1 ? ", and \(found.count - 1) other columns have some" : "").
      """
    } ?? ""
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
