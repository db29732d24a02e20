import Checklist
import Foundation
import Statistics

@testable import Reports

/// Invented evidence on the model's performance, on the distribution of the sets and on what does
/// not apply.
extension InventedAssessment {
  static func baseline(_ name: (String, Int) -> String) -> Evidence {
    let names = [
      "arrival-delay 1.3.0", "logistic regression", "threshold on dep_delay", "class frequencies",
      "most frequent class",
    ]
    let values = [0.8213, 0.7421, 0.7207, 0.5004, 0.5]
    return Evidence(
      check: card("baseline.beaten", .baseline, "The model beats every baseline"), status: .pass,
      finding: "The model's AUC of 0.821 is 0.079 above the best baseline, logistic regression "
        + "(95 % interval of the difference 0.073 to 0.085, least worth shipping 0.02).",
      measurements: names.indices.map {
        Measurement(
          name: "rocAUC of \(name(names[$0], $0))", value: values[$0],
          interval: $0 == 4 ? nil : interval(values[$0] - 0.0051, values[$0] + 0.0049), unit: "",
          note: $0 == 4 ? "a constant score has no interval" : nil)
      },
      figures: [
        Figure(
          title: "ROC AUC on the test set", summary: "The model lies above all four baselines.",
          content: .intervals(
            Figure.IntervalRows(
              axis: "ROC AUC",
              rows: names.indices.map {
                .init(
                  label: name(names[$0], $0), value: values[$0],
                  interval: $0 == 4 ? nil : interval(values[$0] - 0.0051, values[$0] + 0.0049),
                  count: 46_020, isHighlighted: $0 == 0)
              },
              lines: [
                .init(label: "guessing", value: 0.5),
                .init(label: "worth shipping: best baseline + 0.02", value: 0.7621),
              ])))
      ], method: "Paired differences on the same 46,020 test rows, DeLong.", weight: 0.7)
  }

  static func windows(_ name: (String, Int) -> String) -> Evidence {
    let points = (1...12).map { week -> Figure.Timeline.Point in
      let value: Double? = week == 7 ? nil : 0.82 - Double(week) * 0.006 + Double(week % 3) * 0.008
      return .init(
        label: week == 2 ? name("2013-W41", 10) : "2013-W\(39 + week)", value: value,
        interval: value.map { interval($0 - 0.015, $0 + 0.014) }, count: 5_800)
    }
    return Evidence(
      check: card(
        "metrics.window", .metrics, "The metric holds over windows of production's length"),
      status: .attention,
      finding: "AUC falls from 0.82 to 0.75 over the twelve weeks after training; the last four "
        + "weeks lie below what chance explains. One week has one class only.",
      measurements: [
        Measurement(
          name: "slope per week", value: -0.0058, interval: interval(-0.0071, -0.0044, "ols"),
          unit: "AUC a week")
      ],
      figures: [
        Figure(
          title: "AUC by week", summary: "A steady fall below the expected range from week 9.",
          content: .timeline(
            Figure.Timeline(axis: "ROC AUC", points: points, expected: interval(0.79, 0.84))))
      ], method: "DeLong's interval in each window; the expected band from 5,800 rows a week.",
      remedy: "Plan to retrain every eight weeks, or add features that carry the season.",
      weight: 0.8)
  }

  static func chance() -> Evidence {
    Evidence(
      check: card("metrics.chance", .metrics, "A week is long enough to see a relevant drop"),
      status: .undecided,
      finding: "A drop of 0.02 in AUC is found in 71 % of weeks, wanted are 80 %: about 1,400 more "
        + "rows a week would do.",
      measurements: [
        Measurement(name: "rows a week", value: 5_871, unit: "rows", threshold: 7_300),
        Measurement(
          name: "power", value: 0.712, interval: interval(0.684, 0.823, "wilson"), unit: "share",
          threshold: 0.8),
      ], method: "Normal approximation.", remedy: "Look at windows of ten days.", weight: 0.3)
  }

  static func curves(_ name: (String, Int) -> String) -> Evidence {
    let roc = (0...200).map { step -> Figure.Curves.Point in
      let x = Double(step) / 200
      return .init(x: x, y: pow(x, 0.28))
    }
    let reliability = (0..<10).map { bin -> Figure.Curves.Point in
      let x = Double(bin) / 10 + 0.05
      let y = min(max(x * 0.86 + 0.02, 0), 1)
      return .init(
        x: x, y: y, interval: interval(max(y - 0.03, 0), y + 0.03, "wilson"), count: 4_602)
    }
    return Evidence(
      check: card("benchmark.metrics", .benchmark, "Test performance is close to training's"),
      status: .pass,
      finding: "AUC is 0.834 on train and 0.821 on test: a gap of 0.013, the limit is 0.03.",
      measurements: [
        Measurement(
          name: "rocAUC on train", value: 0.8342, interval: interval(0.8321, 0.8363), unit: ""),
        Measurement(
          name: "rocAUC on test", value: 0.8213, interval: interval(0.8162, 0.8262), unit: ""),
      ],
      figures: [
        Figure(
          title: "ROC curve", summary: "Both curves lie far above the diagonal.",
          content: .curves(
            Figure.Curves(
              horizontal: "false positive rate", vertical: "true positive rate",
              curves: [
                .init(name: "test", points: roc, marksPoints: false),
                .init(
                  name: name("logistic regression", 10),
                  points: roc.map { .init(x: $0.x, y: pow($0.x, 0.45)) }, marksPoints: false),
              ], showsDiagonal: true))),
        Figure(
          title: "Reliability", summary: "High probabilities are somewhat too high.",
          content: .curves(
            Figure.Curves(
              horizontal: "predicted probability", vertical: "observed share",
              curves: [.init(name: "test", points: reliability, marksPoints: true)],
              showsDiagonal: true))),
      ], method: "DeLong on each set.", weight: 0.5)
  }

  static func categories(_ name: (String, Int) -> String) -> Evidence {
    let carriers = [
      "UA", "B6", "EV", "DL", "AA", "MQ", "US", "9E", "WN", "VX", "FL", "AS", "F9", "YV", "HA",
    ]
    let shares = carriers.indices.map { 0.18 * pow(0.78, Double($0)) }
    return Evidence(
      check: card("distribution.pairs", .distribution, "Train and test have one distribution"),
      status: .fail,
      finding: "Carrier \(name("EV", 8)) makes 11 % of train and 19 % of test.",
      measurements: [
        Measurement(
          name: "share of EV in test, against train", value: 0.083,
          interval: interval(0.079, 0.087, "wilson"), unit: "share", threshold: 0.02)
      ],
      figures: [
        Figure(
          title: "Carriers", summary: "EV is more frequent in test.",
          content: .distribution(
            Figure.Distribution(
              axis: .categories(carriers.enumerated().map { name($0.element, $0.offset) }),
              sets: [
                .init(name: "train", shares: shares, rows: 184_312),
                .init(
                  name: "test",
                  shares: shares.enumerated().map {
                    $0.offset == 2 ? $0.element + 0.08 : $0.element
                  },
                  rows: 46_020),
              ])))
      ], method: "Chi-square with Holm's adjustment over 27 columns.",
      remedy: "Split again, stratified by carrier: assay split --method stratified.", weight: 0.7)
  }

  static func undefined(_ name: (String, Int) -> String) -> Evidence {
    Evidence(
      check: card("drift.now", .drift, "The latest window is like the reference"),
      status: .attention,
      finding: "The check stopped: column \(name("tailnum", 5)) could not be read as text.",
      measurements: [
        Measurement(name: "joint AUC", value: nil, unit: "", note: "the window has no rows"),
        Measurement(name: "psi", value: .nan, unit: "", note: nil),
        Measurement(name: "largest", value: .infinity, unit: "rows"),
      ],
      figures: [
        Figure(
          title: "Nothing", summary: "There are no windows.",
          content: .timeline(Figure.Timeline(axis: "PSI", points: [])))
      ], method: "Stopped with an error.", remedy: "Mend the column's type in assay.yaml.",
      weight: 0.2)
  }

  static func notApplicable() -> Evidence {
    Evidence(
      check: card("responsible.groups", .responsible, "No group is served markedly worse"),
      status: .notApplicable, finding: "No attributes of persons are in the data.", method: "",
      weight: 0.1)
  }
}
