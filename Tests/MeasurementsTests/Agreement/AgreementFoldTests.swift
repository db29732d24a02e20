import ADBC
import Foundation
import Statistics
import Testing

@testable import Measurements

@Suite struct AgreementFoldTests {
  /// Six items, three annotators; c skips two items, a labels item 1 twice.
  static let rows = """
    (values (1, 'a', 'x', 'y'), (1, 'a', 'y', 'y'), (1, 'b', 'y', 'y'), (1, 'c', 'y', 'y'),
            (2, 'a', 'x', 'y'), (2, 'b', 'x', 'y'), (2, 'c', 'x', 'y'),
            (3, 'a', 'x', 'x'), (3, 'b', 'y', 'x'), (3, 'c', null, 'x'),
            (4, 'a', 'y', 'y'), (4, 'b', 'y', 'y'), (4, 'c', '', 'y'),
            (5, 'a', 'x', 'x'), (5, 'b', 'x', 'y'), (null, 'b', 'x', 'y'),
            (6, 'a', 'x', null)) as t(item, who, label, truth)
    """

  static func measure(
    _ source: String = rows, _ options: AgreementOptions = options()
  ) throws -> Swift.Result<AgreementReport, AgreementRefusal> {
    var plan = ScanPlan()
    let ticket = plan.add(AgreementFold(options))
    return try plan.run(try Table.stream("select * from \(source)"))[ticket]
  }

  static func options(
    truth: String? = nil, scale: LabelScale? = nil, order: [String] = []
  ) -> AgreementOptions {
    AgreementOptions(
      item: "item", annotator: "who", label: "label", truth: truth, scale: scale, order: order)
  }

  static func ratings(_ rows: String) -> String { "(values \(rows)) as t(item, who, label)" }

  @Test func `judgements are counted, the last of two counts, and what is missing is said`() throws
  {
    let report = try Self.measure(Self.rows, Self.options(truth: "truth")).get()
    #expect(report.annotators == 3)
    #expect(report.items == 6)
    #expect(report.judgements == 13)
    #expect(report.labels == ["x", "y"])
    let codes = Dictionary(
      report.warnings.map { ($0.code, $0.message) }, uniquingKeysWith: { first, _ in first })
    #expect(codes["missing-label"]?.hasPrefix("2 rows") == true)
    #expect(codes["missing-key"]?.hasPrefix("1 rows") == true)
    #expect(codes["repeated-judgement"]?.hasPrefix("1 rows") == true)
    #expect(codes["contested-truth"]?.hasPrefix("1 items") == true)
    #expect(codes["missing-truth"]?.hasPrefix("1 items") == true)
  }

  @Test func `agreement equals that of the same table by hand`() throws {
    let report = try Self.measure().get()
    // Of five items with two labels four agree fully and one not at all.
    #expect(report.percentAgreement.value == 0.8)
    let pair = try #require(report.pairs.first)
    #expect((pair.first, pair.second, pair.items) == ("a", "b", 5))
    // 2 x-x, 1 x-y, 2 y-y: (0.8 − 0.48) / 0.52.
    #expect(abs(try #require(pair.kappa.value) - 0.32 / 0.52) < 1e-12)
    #expect(pair.linear.value == nil)
    #expect(pair.linear.note?.contains("--order") == true)
    #expect(report.disagreements.map(\.name) == ["3"])
  }

  @Test func `accuracy counts items with one adjudicated label`() throws {
    let report = try Self.measure(Self.rows, Self.options(truth: "truth")).get()
    // Items 1 to 4: a has 3 right of 4, b 2 of 4, c 1 of 2.
    #expect(report.accuracies.map(\.annotator) == ["a", "b", "c"])
    #expect(report.accuracies.map(\.share.value) == [0.75, 0.5, 0.5])
    #expect(report.accuracies.allSatisfy { $0.share.interval?.method == "wilson" })
    #expect(report.humanAccuracy.value == 0.6)
    #expect(report.humanAccuracy.interval?.method == "wilsonClustered")
    #expect(report.labelErrorCandidates.map(\.name) == ["2"])
  }

  @Test func `without adjudicated labels human accuracy is null with the reason`() throws {
    let report = try Self.measure().get()
    #expect(report.humanAccuracy.value == nil)
    #expect(report.humanAccuracy.note?.contains("--truth") == true)
  }

  @Test func `numbers are in order by value, and stored types do not matter`() throws {
    let whole = Self.ratings("(1,'a',9),(1,'b',10),(2,'a',2),(2,'b',2),(3,'a',10),(3,'b',9)")
    let text = whole.replacing(/,(\d+)\)/) { ",'\($0.output.1)')" }
    let real = Self.ratings(
      "(1,'a',9.0::double),(1,'b',10),(2,'a',2),(2,'b',2),(3,'a',10),(3,'b',9)")
    let first = try Self.measure(whole).get()
    #expect(first.labels == ["2", "9", "10"])
    for other in [text, real] {
      let report = try Self.measure(other).get()
      #expect(report.labels == first.labels)
      #expect(report.krippendorffAlpha == first.krippendorffAlpha)
    }
    #expect(first.krippendorffAlpha.values.allSatisfy { $0.value != nil })
  }

  @Test func `a declared order gives ordinal alpha and weighted kappas`() throws {
    let rows = Self.ratings(
      "(1,'a','poor'),(1,'b','fair'),(2,'a','good'),(2,'b','good'),(3,'a','fair'),(3,'b','fair')")
    let report = try Self.measure(rows, Self.options(order: ["poor", "fair", "good"])).get()
    #expect(report.labels == ["poor", "fair", "good"])
    #expect(report.krippendorffAlpha[.ordinal]?.value != nil)
    #expect(report.krippendorffAlpha[.interval]?.value == nil)
    let pair = try #require(report.pairs.first)
    #expect(try #require(pair.quadratic.value) > #require(pair.linear.value))
  }

  @Test func `what the options contradict is refused in one sentence`() throws {
    func refusal(_ options: AgreementOptions) throws -> AgreementRefusal? {
      switch try Self.measure(Self.rows, options) {
      case .success: nil
      case .failure(let refusal): refusal
      }
    }
    #expect(try refusal(Self.options(order: ["x"])) == .notInOrder(label: "y", order: ["x"]))
    #expect(try refusal(Self.options(order: ["x", "y", "x"])) == .repeatedInOrder("x"))
    guard case .orderMissing = try refusal(Self.options(scale: .ordinal)) else {
      Issue.record("an ordinal scale without an order was not refused")
      return
    }
    guard case .notNumeric = try refusal(Self.options(scale: .interval)) else {
      Issue.record("an interval scale of texts was not refused")
      return
    }
    guard case .unknownColumn = try refusal(Self.options(truth: "gold")) else {
      Issue.record("an unknown column was not refused")
      return
    }
  }

  @Test func `one annotator, one label and no rows are undefined with a reason`() throws {
    let alone = try Self.measure(Self.ratings("(1,'a','x'),(2,'a','y')")).get()
    #expect(alone.fleissKappa.note?.contains("one annotator") == true)
    let same = try Self.measure(Self.ratings("(1,'a','x'),(1,'b','x'),(2,'a','x'),(2,'b','x')"))
      .get()
    #expect(same.fleissKappa.value == nil && same.krippendorffAlpha[.nominal]?.value == nil)
    #expect(same.percentAgreement.value == 1)
    #expect(same.pairs.first?.kappa.value == nil)
    let none = try Self.measure("\(Self.ratings("(1,'a','x')")) where item > 5").get()
    #expect(none.items == 0 && none.fleissKappa.value == nil)
  }

  @Test func `two halves merged are the whole`() throws {
    func half(_ condition: String) throws -> AgreementFold {
      let stream = try Table.stream("select * from \(Self.rows) where \(condition)")
      var fold = AgreementFold(Self.options(truth: "truth"))
      let first = try stream.next()
      fold.start(stream.fields, first: first)
      var next = first
      while let batch = next {
        fold.update(batch, firstRow: 0)
        next = try stream.next()
      }
      return fold
    }
    var fold = try half("item <= 3 or item is null")
    fold.merge(try half("item > 3"))
    let merged = try fold.finish().get()
    let whole = try Self.measure(Self.rows, Self.options(truth: "truth")).get()
    #expect(merged.judgements == whole.judgements)
    #expect(merged.fleissKappa == whole.fleissKappa)
    #expect(merged.humanAccuracy == whole.humanAccuracy)
    #expect(Set(merged.warnings) == Set(whole.warnings))
  }

  @Test func `the document has the promised keys`() throws {
    let report = try Self.measure(Self.rows, Self.options(truth: "truth")).get()
    let data = try JSONEncoder().encode(report)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    for key in [
      "annotators", "items", "cohenKappa", "fleissKappa", "krippendorffAlpha", "humanAccuracy",
    ] {
      #expect(object[key] != nil, "\(key)")
    }
    let alphas = try #require(object["krippendorffAlpha"] as? [String: Any])
    #expect(Set(alphas.keys) == ["nominal", "ordinal", "interval", "ratio"])
  }

  @Test func `kappa of two classes is the metric cohenKappa`() throws {
    let cells = ConfusionCells(
      truePositives: 6, falsePositives: 2, falseNegatives: 3, trueNegatives: 9)
    let metric = try CohenKappa.measure(BinaryMeasurement(cells: cells), level: 0.95)
    let pair = try PairwiseKappa.measure([[6, 3], [2, 9]])
    #expect(abs(try #require(metric.value) - #require(pair.value)) < 1e-12)
  }
}
