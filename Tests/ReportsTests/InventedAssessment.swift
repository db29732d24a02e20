import Checklist
import Foundation
import Statistics

@testable import Reports

/// An assessment that nobody made, rich enough to show every part of a report: all statuses, all
/// charts, answers, decisions, undefined values and hostile names.
enum InventedAssessment {
  /// Names that try to break out of wherever they are shown.
  static let hostile = [
    "<script>alert(1)</script>", "\"\u{301} onmouseover=\"alert(1)", "\u{600}<img src=x onerror=y>",
    "'; DROP TABLE flights; --", "a|b|c `code` [link](http://x) @everyone",
    "\u{1B}[2J\u{9B}31m\u{0}\nnew line", "\u{202E}gnp.exe", "]]></testcase>", "{{{verdict}}}",
    "漢字のとても長い列名😀", String(repeating: "x", count: 300), "", " ", "\u{FFFE}\u{FFFF}",
  ]

  static func interval(_ low: Double, _ high: Double, _ method: String = "delong") -> Interval {
    Interval(low: low, high: high, level: 0.95, method: method)
  }

  static let full = assessment(hostileNames: false)
  static let withHostileNames = assessment(hostileNames: true)

  static func assessment(hostileNames: Bool) -> Assessment {
    let bad = hostileNames ? hostile : []
    func name(_ ordinary: String, _ position: Int) -> String {
      bad.isEmpty ? ordinary : bad[position % bad.count]
    }
    let aspects = AspectID.allCases.enumerated().map { position, id in
      let checks = evidence(id, name)
      return AspectResult(
        aspect: Aspect(
          id: id, number: position + 1, title: titles[position],
          purpose:
            "A model that was good in the laboratory can fail in use without an error message. "
            + "This aspect looks for the difference before it costs anything.",
          questions: []),
        status: statuses[position], checks: checks, questions: questions(id, name),
        decision: statuses[position] == .waived
          ? Decision(
            kind: "waive", by: name("M. Ito", 1),
            reason: "The vendor measures latency; the contract names the limit.",
            until: "2027-03-01") : nil)
    }
    return Assessment(
      verdict: .noGo,
      model: Assessment.ModelSummary(
        name: name("arrival-delay", 0), version: "1.3.0", task: "binary classification",
        target: name("delayed", 2),
        description:
          "Predicts at departure time whether a flight arrives more than 15 minutes late."),
      aspects: aspects, testScore: testScore(),
      inputs: [
        Assessment.InputSummary(
          role: "train", source: name("data/train.parquet", 3), rows: 184_312, columns: 31,
          contentHash: String(repeating: "3fa9c1d2", count: 8),
          schemaHash: String(repeating: "b07e44a1", count: 8)),
        Assessment.InputSummary(
          role: "test", source: name("data/test.parquet", 4), rows: 46_020, columns: 31,
          contentHash: String(repeating: "91c0aa57", count: 8),
          schemaHash: String(repeating: "b07e44a1", count: 8)),
        Assessment.InputSummary(
          role: "scoring", source: name("postgresql:select * from week", 5), rows: 5_871,
          columns: 30, contentHash: nil, schemaHash: String(repeating: "77de1b09", count: 8)),
      ],
      warnings: [
        Assessment.Warning(
          code: "missing-token", message: "12 rows have no arrival time and were left out.",
          file: name("data/train.parquet", 6)),
        Assessment.Warning(
          code: "ragged-rows", message: "29 fields instead of 30; the row was held back.",
          file: "data/week.csv", line: 1204),
      ],
      command: "assay assess --config \(name("assay.yaml", 7)) --out assay-report",
      assayVersion: "0.1.0", time: "2026-02-03T04:05:06Z")
  }

  static let titles = [
    "Will it perform as in training?", "Is there a baseline, and is it beaten?",
    "Are the metrics defined for training and scoring?",
    "Is it measured on train and test, reproducibly?",
    "Can the ground truth be had?", "Do the data sets come from one distribution?",
    "Are goals and limits set for quality, speed and cost?", "How does it fit the larger system?",
    "How is incoming data quality monitored?", "How is drift monitored?",
    "How is performance monitored in production?", "Is it responsible?",
  ]

  static let statuses: [AspectStatus] = [
    .fail, .pass, .attention, .pass, .unanswered, .fail, .waived, .unanswered, .unanswered,
    .attention, .unanswered, .attention,
  ]

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

  static func questions(_ aspect: AspectID, _ name: (String, Int) -> String) -> [AnsweredQuestion] {
    let first = Question(
      id: "\(aspect.rawValue).first", text: "What would make production data differ?",
      hint: "Name the events and the months in which they happened last.")
    let second = Question(
      id: "\(aspect.rawValue).second", text: "Who acts, and how fast?", hint: "A role and hours.")
    let answer = Answer(
      text: name("Schedules change in March and October.\nHolidays shift by a week.", 5),
      by: name("R. Okafor", 1),
      evidence: aspect == .parity
        ? "https://wiki.example.org/delays" : name("docs/decisions.md", 0))
    return [
      AnsweredQuestion(question: first, answer: answer),
      AnsweredQuestion(
        question: second,
        answer: statuses[AspectID.allCases.firstIndex(of: aspect) ?? 0] == .unanswered
          ? nil : answer),
    ]
  }

  static func testScore() -> TestScore {
    let sections = ["data", "model", "infrastructure", "monitoring"].map { section in
      TestScore.Section(
        name: section,
        tests: (1...7).map {
          TestScore.Test(
            id: "\(section)-\($0)", title: "Test \($0) of \(section)",
            points: Double(($0 + section.count) % 3) / 2,
            answeredBy: ["parity.inputs", "\(section).first"],
            reason: "Checked by Assay in this run.")
        })
    }
    return TestScore(
      sections: sections, total: sections.map { $0.tests.map(\.points).reduce(0, +) }.min() ?? 0)
  }
}
