import Checklist
import Foundation
import Statistics

@testable import Reports

/// Invented evidence: which aspect has which, and that on the data to be scored.
extension InventedAssessment {
  static func card(_ id: String, _ aspect: AspectID, _ title: String) -> CheckCard {
    CheckCard(
      id: id, aspect: aspect, title: title,
      summary: "Compares what was measured with the limit that the team set.",
      reference: "DeLong, DeLong, Clarke-Pearson, Biometrics 44, 1988", needs: ["data.train"])
  }

  static func evidence(_ aspect: AspectID, _ name: (String, Int) -> String) -> [Evidence] {
    switch aspect {
    case .parity: [inputs(name), leakage(), skew()]
    case .baseline: [baseline(name)]
    case .metrics: [windows(name), chance()]
    case .benchmark: [curves(name)]
    case .distribution: [categories(name)]
    case .drift: [undefined(name)]
    case .responsible: [notApplicable()]
    default: []
    }
  }

  static func inputs(_ name: (String, Int) -> String) -> Evidence {
    let edges = (0...24).map { Double($0) * 15 - 60 }
    func bell(_ center: Double, _ width: Double) -> [Double] {
      let heights = edges.dropLast().map { exp(-pow(($0 + 7.5 - center) / width, 2) / 2) }
      let sum = heights.reduce(0, +)
      return heights.map { $0 / sum }
    }
    return Evidence(
      check: card("parity.inputs", .parity, "Scoring data are distributed like the training data"),
      status: .fail,
      finding: "\(name("dep_delay", 8)) has moved: 31 % of the rows would have to change "
        + "(95 % interval 29 % to 33 %, limit 10 %). Two more of 26 columns have moved; a classifier "
        + "tells scoring from training rows with AUC 0.81.",
      measurements: [
        Measurement(
          name: "total variation of \(name("dep_delay", 9))", value: 0.3112,
          interval: interval(0.2921, 0.3304, "bootstrap"), unit: "share", threshold: 0.1),
        Measurement(
          name: "total variation of \(name("visibility", 10))", value: 0.1204,
          interval: interval(0.1011, 0.1411, "bootstrap"), unit: "share", threshold: 0.1),
        Measurement(
          name: "AUC of the domain classifier", value: 0.8134,
          interval: interval(0.8066, 0.8201), unit: "", threshold: 0.6),
      ],
      figures: [
        Figure(
          title: "\(name("dep_delay", 10)): training against scoring",
          summary: "Scoring departures are about 40 minutes later than training departures.",
          content: .distribution(
            Figure.Distribution(
              axis: .numeric(edges: edges, unit: "minutes"),
              sets: [
                .init(name: name("train", 11), shares: bell(0, 40), rows: 184_312),
                .init(name: "scoring", shares: bell(40, 60), rows: 5_871),
              ]))),
        Figure(
          title: "Shift of each column", summary: "Three columns lie above the limit of 10 %.",
          content: .intervals(
            Figure.IntervalRows(
              axis: "total variation (share)",
              rows: ["dep_delay", "visib", "precip", "carrier", "distance", "hour"].enumerated().map
              {
                let value = 0.31 / Double($0.offset * $0.offset + 1)
                return .init(
                  label: name($0.element, $0.offset), value: value,
                  interval: interval(max(value - 0.02, 0), value + 0.025, "bootstrap"),
                  count: 5_871, isHighlighted: $0.offset < 2)
              },
              lines: [.init(label: "limit 10 %", value: 0.1)]))),
        Figure(
          title: "distance: training against scoring", summary: "No difference is visible.",
          content: .distribution(
            Figure.Distribution(
              axis: .numeric(
                edges: [-.infinity, 0, 95, 200, 400, 800, 1_600, 2_500, .infinity], unit: "miles"),
              sets: [
                .init(
                  name: "train", shares: [0, 0.05, 0.1, 0.2, 0.3, 0.2, 0.14, 0.01], rows: 184_312),
                .init(
                  name: "scoring", shares: [0, 0.04, 0.11, 0.21, 0.29, 0.2, 0.13, 0.02], rows: 5_871
                ),
              ]))),
      ],
      method: "Total variation on 24 bins between reference quantiles, corrected for its bias; "
        + "intervals from 2,000 resamplings of the counts, adjusted for 26 columns (Holm).",
      remedy:
        "Find out why departures are later in the scoring week: a holiday, a changed schedule "
        + "or a unit. If it is there to stay, retrain with weeks that contain it.", weight: 0.9)
  }

  static func leakage() -> Evidence {
    Evidence(
      check: card("parity.leakage", .parity, "No column gives the label away"), status: .pass,
      finding: "No single column predicts the label better than AUC 0.74; the limit is 0.95.",
      measurements: [
        Measurement(
          name: "largest AUC of one column", value: 0.7391, interval: interval(0.7312, 0.7470),
          unit: "", threshold: 0.95)
      ], method: "AUC of each column alone, with DeLong's interval.", weight: 0.4)
  }

  static func skew() -> Evidence {
    Evidence(
      check: card("parity.features", .parity, "Online features equal the offline ones"),
      status: .missing,
      finding: "There are no rows from the online pipeline to compare: name them in data.online.",
      method: "", remedy: "Add data.online and columns.entity to assay.yaml.", weight: 0.6)
  }
}
