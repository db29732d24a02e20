package import Statistics

/// The metrics of a data set, overall and per group.
package struct MetricsReport: Sendable {
  /// One metric of one group.
  package struct Entry: Sendable, Hashable {
    /// Which metric.
    package let card: Card
    /// Its value and interval, or why there is none.
    package let estimate: Estimate
    /// Rows that entered it: labelled, and with the prediction that it reads.
    package let rows: Int
    /// What a model reaches that knows only the target's frequencies or mean; nil where there is
    /// none.
    package let withoutSkill: Double?

    /// The same metric of the same rows with another estimate.
    func with(_ estimate: Estimate) -> Entry {
      Entry(card: card, estimate: estimate, rows: rows, withoutSkill: withoutSkill)
    }
  }

  /// The rows of one window, of one combination of values, or of both.
  package struct Group: Sendable {
    /// Its name: `2013-W05`, `EWR`, `2013-W05 × EWR`.
    package let key: String
    /// Its window; nil without windows.
    package let window: WindowSpan?
    /// Its value in each grouping column, nil where missing, in the order asked for.
    package let values: [(column: String, value: String?)]
    /// Rows, with or without a label.
    package let rows: Int
    /// Metrics in the catalogue's order.
    package let metrics: [Entry]
    /// The same rows in finer parts; empty where the task has none.
    package var breakdowns: [Breakdown] = []
    /// What else was counted, by name: `queries`.
    package var counts: [(name: String, count: Int)] = []
    /// The metric of ``MetricOptions/metricOfRest`` over all rows of the other groups; nil when it
    /// was not asked for, there is no other group, or there are more than ``mostGroupsWithRest``.
    package let rest: Entry?
    /// The counts behind ``metrics``, where they were asked for.
    package internal(set) var measurement: Measurement?

    /// The metric of a key, `rocAUC`; nil when it was not measured.
    package subscript(key: String) -> Estimate? { entry(key)?.estimate }

    /// The metric of a key with the rows behind it; nil when it was not measured.
    package func entry(_ key: String) -> Entry? { metrics.first { $0.card.key == key } }
  }

  /// The rows of one month of the model's life.
  package struct Age: Sendable {
    /// Whole months since training at its beginning, 0 for the first.
    package let months: Int
    /// Rows of the month.
    package let rows: Int
    /// Metrics of the month.
    package let metrics: [Entry]
    /// Rows and metrics from training to the month's end.
    package let rowsSoFar: Int
    package let metricsSoFar: [Entry]
  }

  /// Parts of a group of rows, or views of it: its classes, its predicted quantiles.
  package struct Breakdown: Sendable {
    /// What the parts are: `classes`.
    package let key: String
    /// The parts, in their order.
    package let parts: [Part]

    /// One part.
    package struct Part: Sendable {
      /// What it is: its class, its column.
      package let labels: [Label]
      /// Its rows.
      package let rows: Int
      /// Its metrics.
      package let metrics: [Entry]
    }

    /// Something that tells a part from the others, by its key.
    package enum Label: Sendable, Hashable {
      case text(String, String)
      case number(String, Double)
    }
  }

  /// Something about the input that a reader must know.
  package struct Warning: Sendable, Hashable, Codable {
    /// Stable name: `missing-label`.
    package let code: String
    /// One sentence.
    package let message: String
    /// The column it is about.
    package let column: String?

    /// The code of scores that are no probabilities.
    package static let scoreOutside = "score-outside-0-1"

    /// A warning.
    package init(code: String, message: String, column: String?) {
      self.code = code
      self.message = message
      self.column = column
    }
  }

  /// The counts behind the overall metrics, for curves.
  package enum Measurement: Sendable {
    case binary(BinaryMeasurement)
    case regression(RegressionMeasurement)
    case multiclass(MulticlassMeasurement)
    case forecast(ForecastMeasurement)
    case ranking(RankingMeasurement)
    /// Rows of different weights, of which no counts are kept.
    case weighted
  }

  /// Groups of which each can be compared with the rest at most.
  package static let mostGroupsWithRest = RestTables.mostGroups

  /// The kind of prediction.
  package let task: MetricOptions.Task
  /// Rows read.
  package let rows: Int
  /// Metrics over all rows, in the catalogue's order.
  package internal(set) var metrics: [Entry]
  /// All rows in finer parts; empty where the task has none.
  package var breakdowns: [Breakdown] = []
  /// What else was counted, by name: `queries`.
  package var counts: [(name: String, count: Int)] = []
  /// What the metrics were computed with, by name: `k`.
  package var parameters: [(name: String, value: Double)] = []
  /// Groups in the order of windows, then of values; empty when none were asked for.
  package let groups: [Group]
  /// Rolling windows, each as many windows as were asked for, in the order of ``groups``.
  package internal(set) var rolling: [Group] = []
  /// By the age of the model, youngest first.
  package internal(set) var ages: [Age] = []
  /// What was missing or odd.
  package let warnings: [Warning]
  /// The counts behind ``metrics``.
  package let measurement: Measurement
  /// Rows without a label, which are in no metric.
  package internal(set) var unlabelled = 0

  /// The metric of a key, `rocAUC`; nil when it was not measured.
  package subscript(key: String) -> Estimate? { entry(key)?.estimate }

  /// The metric of a key with the rows behind it; nil when it was not measured.
  package func entry(_ key: String) -> Entry? { metrics.first { $0.card.key == key } }
}
