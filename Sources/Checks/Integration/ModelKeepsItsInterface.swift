package import Checklist
internal import Learners
internal import Statistics

/// Whether the model answers the same rows alike, however they are put to it, and refuses what it
/// cannot read.
package enum ModelKeepsItsInterface: Check {
  package static let card = CheckCard(
    id: "integration.mode", aspect: .integration,
    title:
      "The model gives the same answers alone and in batches, and refuses rows that lack a column",
    summary: """
      Puts sample rows to the model itself once more, one by one, in the other order, with a column too many, \
      without each of its columns, and no rows at all.
      """,
    reference: "exact comparison up to model.tolerance",
    needs: ["model.onnx", "data.test"], settings: ModelSettings.keys + ["model.tolerance"])

  package static func needs(_ project: Project) -> Needs {
    guard project.model.predictor != nil else { return Needs() }
    return Needs(rows: [.test], model: [.interface])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let declared = facts.project.model.predictor else { return missingModel() }
    if let missing = missingSets([.test], in: facts) { return missing }
    guard let study = try facts.model?.get().interface?.get() else {
      return notApplicable("The model was not asked.")
    }
    let judged = study.findings.map { ($0, Self.judge($0)) }
    let faults = judged.filter { $0.1.status != .pass }
    let columns = AbsentColumns(study)
    var status = judged.reduce(CheckStatus.pass) { $0.worse($1.1.status) }
    let restarts = study.findings.count { !$0.answersAfterwards }
    var sentences = faults.map(\.1.sentence)
    if sentences.isEmpty {
      sentences = [
        """
        \(study.rows.of("test row")) got the same answers once more, one by one and in the other order\
        \(columns.refusal).
        """
      ]
    }
    if columns.changeNothing {
      status = status.worse(.attention)
      sentences.append(
        """
        No column changed an answer: without any one of them the model answers as before, so that nothing shows \
        that it reads them.
        """)
    }
    if restarts > 0 {
      sentences.append(
        """
        After \(restarts) of \(study.findings.count.of("request")) the model was gone and had to be started anew: \
        in production something must do that.
        """)
    }
    return evidence(
      status, sentences.joined(separator: " "),
      measurements: judged.map { finding, _ in
        let number: Double? =
          switch finding.outcome {
          case .same: 0
          case .different(let rows, _): Double(rows)
          case .answersToNothing(let rows): Double(rows)
          case .refused: nil
          }
        let note: String? =
          if case .refused(let words) = finding.outcome { "refused: \(words)" } else { nil }
        return Measurement(
          name: "other answers \(finding.request.words)", value: number, unit: "rows", note: note)
      },
      method: """
        \(study.rows.of("test row")), drawn by a fixed seed, were sent as they are and then as said; answers \
        count as the same up to \(NumberText.plain(declared.tolerance)), of values above 1 up to that share of \
        the value. The model passes when it refuses what it cannot read; answers that change without a word when a \
        column is absent ask for attention, as do answers that no column changes, and answers that depend on how \
        rows are put fail.
        """,
      remedy: status == .pass ? nil : remedy(hasFaults: !faults.isEmpty, columns),
      weight: status == .fail ? 0.85 : 0.5)
  }

  private static func remedy(hasFaults: Bool, _ columns: AbsentColumns) -> String {
    [
      hasFaults
        ? """
        Let the model refuse rows that lack a column or have one too many, and take out of it what depends on \
        other rows of a batch, on their order or on chance.
        """ : nil,
      columns.changeNothing
        ? """
        See that the model gets its columns under the names that it reads (columns.features), and that it does \
        not answer a constant.
        """ : nil,
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func judge(
    _ finding: ContractStudy.Finding
  ) -> (status: CheckStatus, sentence: String) {
    let words = finding.request.words
    switch (finding.request, finding.outcome) {
    case (_, .same): return (.pass, "")
    case (.noRows, .answersToNothing(let rows)):
      return (.fail, "Asked about no rows the model gives \(rows.of("answer")).")
    case (.without(let column), .different(let rows, _)):
      return (
        .attention,
        """
        Without \(column.visible) the model answers \(rows.of("row")) otherwise and says nothing about the \
        column that it lacks.
        """
      )
    case (.without, _), (.extraColumn, .refused), (.noRows, _): return (.pass, "")
    case (_, .different(let rows, let largest)):
      let far = largest.isFinite ? ", by up to \(NumberText.plain(largest))" : ""
      return (
        .fail, "\(words.capitalizedFirst) the model answers \(rows.of("row")) otherwise\(far)."
      )
    case (_, .refused(let reason)):
      return (.fail, "\(words.capitalizedFirst) the model refuses: \(reason.asClause.visible).")
    case (_, .answersToNothing(let rows)):
      return (.fail, "\(words.capitalizedFirst) the model gives \(rows.of("answer")).")
    }
  }
}

/// What the study found of rows that lack a column.
private struct AbsentColumns {
  /// Columns without which the model refuses rows.
  private(set) var refused: [String] = []
  /// Whether it answers as before whichever column is absent.
  let changeNothing: Bool

  init(_ study: ContractStudy) {
    var (unread, all) = (0, 0)
    for finding in study.findings {
      guard case .without(let column) = finding.request else { continue }
      all += 1
      switch finding.outcome {
      case .refused: refused.append(column)
      case .same: unread += 1
      case .different, .answersToNothing: break
      }
    }
    changeNothing = all > 0 && unread == all
  }

  /// Behind "got the same answers": `; without income the model refused them`.
  var refusal: String {
    refused.isEmpty ? "" : "; rows without \(refused.listed()) were refused"
  }
}

extension ContractStudy.Request {
  /// Behind "asked": `one by one`.
  var words: String {
    switch self {
    case .again: "once more"
    case .oneByOne: "one by one"
    case .reversed: "in the other order"
    case .extraColumn: "with a column too many"
    case .without(let column): "without \(column)"
    case .noRows: "about no rows"
    }
  }
}
