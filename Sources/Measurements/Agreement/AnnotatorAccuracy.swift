internal import Statistics

/// How often annotators gave the adjudicated label.
///
/// Of one annotator's items each is one row: Wilson's interval. All annotators together have
/// several rows an item, alike because the item is easy or hard: Wilson's interval of clustered
/// rows.
struct AnnotatorAccuracy {
  let overall: Estimate
  let annotators: [AgreementReport.Accuracy]

  init(_ table: JudgementTable, annotators names: [String], isAsked: Bool, level: Double) {
    guard isAsked else {
      overall = Estimate(undefined: Undefined("no adjudicated labels were named: give --truth COL"))
      annotators = []
      return
    }
    var right = [Int](repeating: 0, count: names.count)
    var rows = right
    var clusters: [[Int]: Int] = [:]
    for item in table.items {
      guard let truth = item.truth else { continue }
      var successes = 0
      for judgement in item.given {
        rows[judgement.annotator] += 1
        if judgement.label == truth {
          right[judgement.annotator] += 1
          successes += 1
        }
      }
      clusters[[successes, item.given.count], default: 0] += 1
    }
    do throws(Undefined) {
      guard !clusters.isEmpty else {
        throw Undefined("no item with a label has an adjudicated one")
      }
      // Sorted, so that sums are added in one order in every run.
      overall = try ClusteredProportion.estimate(
        of: clusters.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
          .init(successes: Double($0.key[0]), rows: Double($0.key[1]), count: $0.value)
        }, level: level)
    } catch {
      overall = Estimate(undefined: error)
    }
    annotators = names.indices.filter { rows[$0] > 0 }
      .sorted { (rows[$1], $0) < (rows[$0], $1) }
      .map { place in
        do throws(Undefined) {
          return AgreementReport.Accuracy(
            annotator: names[place], items: rows[place],
            share: try WilsonInterval.estimate(
              successes: right[place], rows: rows[place], level: level))
        } catch {
          return AgreementReport.Accuracy(
            annotator: names[place], items: rows[place], share: Estimate(undefined: error))
        }
      }
  }
}
